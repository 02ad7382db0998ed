package dev.parley.socket;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery.SelectMember;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.MemberFound;
import dev.parley.bus.RoomId;
import dev.parley.rights.RoomRole;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client of the full protocol what its person is in a room, whenever that may have changed.
 * What changes again while it is being looked up is looked up once more: the last word is right.
 *
 * <p>Belongs to the event loop of its socket.
 */
final class MemberNews {

  private static final Logger log = LoggerFactory.getLogger(MemberNews.class);

  private final Connection connection;
  private final Set<RoomId> asked = new HashSet<>();
  private final Set<RoomId> outdated = new HashSet<>();

  MemberNews(Connection connection) {
    this.connection = connection;
  }

  /** Somebody with an account may be something else in the room by now. */
  void changed(RoomId room) {
    if (asked.add(room)) {
      ask(room, connection.actor().id()).onComplete(answer -> answered(room, answer));
    } else {
      outdated.add(room);
    }
  }

  /** The role; null for somebody who doesn't belong to the room. */
  private Future<RoomRole> ask(RoomId room, PersonId person) {
    return connection
        .owner()
        .stores()
        .ask(new SelectMember(room, person), MemberFound.class)
        .map(found -> found.member().role())
        .recover(
            error -> isNoMember(error) ? Future.succeededFuture(null) : Future.failedFuture(error));
  }

  private static boolean isNoMember(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.PERSON_NOT_FOUND;
  }

  private void answered(RoomId room, AsyncResult<RoomRole> answer) {
    asked.remove(room);
    if (outdated.remove(room)) {
      changed(room);
    } else if (answer.succeeded()) {
      connection.write(connection.owner().answers().member(room, answer.result()));
    } else {
      log.info("member_not_read room={} error={}", room, answer.cause().getMessage());
    }
  }
}
