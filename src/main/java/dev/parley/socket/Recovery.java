package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.RoomCommand.ReadChanges;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import io.vertx.core.Future;
import java.util.List;

/**
 * Writes to a client what it missed of a room, from the log and in order. It reads a piece of the
 * log at a time, and waits with the next one until the client has taken what was written: so what
 * was missed may be larger than {@code limits.outbox-bytes}.
 */
final class Recovery {

  private final Connection connection;
  private final RoomId room;
  private final Subscription subscription;

  Recovery(Connection connection, RoomId room, Subscription subscription) {
    this.connection = connection;
    this.room = room;
    this.subscription = subscription;
  }

  /**
   * Writes everything that changed after {@code from}, up to {@code to}.
   *
   * @return false if the subscription has ended meanwhile
   */
  Future<Boolean> run(Seq from, Seq to) {
    if (subscription.isOver()) {
      return Future.succeededFuture(false);
    }
    if (from.compareTo(to) >= 0) {
      return Future.succeededFuture(true);
    }
    Seq end = new Seq(Math.min(to.value(), from.value() + MessageQuery.MAX_CHANGES));
    return connection
        .owner()
        .bus()
        .request(
            Addresses.roomCommands(room),
            new ReadChanges(room, connection.actor(), from, end),
            ChangesRead.class)
        .compose(read -> write(read.messages(), 0))
        .compose(written -> run(end, to));
  }

  private Future<Void> write(List<Message> messages, int first) {
    for (int i = first; i < messages.size(); i++) {
      if (subscription.isOver()) {
        return Future.succeededFuture();
      }
      if (connection.isHalfFull()) {
        int next = i;
        return connection.caughtUp().compose(drained -> write(messages, next));
      }
      connection.write(connection.owner().frames().message(messages.get(i)));
    }
    return Future.succeededFuture();
  }
}
