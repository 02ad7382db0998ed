package dev.parley.socket;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Nonce;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code /ws/chat}: one socket for all rooms of a person, which the client subscribes to. {@code
 * asyncapi.yaml} is the reference.
 *
 * <p>It holds {@code limits.subscriptions} rooms at most.
 */
final class FullProtocol implements Protocol, ClientFrame.Visitor {

  /** What it takes a right to, to be here. */
  static final Action OPEN = Rights.TABLE.behind(Door.SOCKET, "open").orElseThrow();

  private final Connection connection;
  private final Map<RoomId, RoomFeed> feeds = new HashMap<>();
  private final MemberNews memberNews;
  private Future<?> recovery = Future.succeededFuture();

  FullProtocol(Connection connection) {
    this.connection = connection;
    this.memberNews = new MemberNews(connection);
  }

  @Override
  public Action entrance() {
    return OPEN;
  }

  @Override
  public void memberChanged(RoomId room) {
    memberNews.changed(room);
  }

  @Override
  public void open() {
    connection.write(
        answers().hello(connection.id(), connection.caller(), connection.owner().now()));
  }

  @Override
  public void hear(String text) {
    FrameReader.Result result = connection.owner().fullReader().read(text);
    boolean message = result.frame() != null && result.frame().isMessage();
    Failure excess = message ? null : connection.excess();
    Failure failure = excess == null ? result.failure() : excess;
    if (failure != null) {
      error(failure, result.room(), result.nonce());
    } else {
      carryOut(result);
    }
  }

  private void carryOut(FrameReader.Result result) {
    Failure refusal = connection.refusal(Door.SOCKET, result.frame());
    if (refusal == null) {
      result.frame().accept(this);
    } else {
      error(refusal, result.room(), result.nonce());
    }
  }

  @Override
  public void subscribe(ClientFrame.Subscribe frame) {
    RoomFeed before = feeds.get(frame.room());
    int max = connection.owner().limits().subscriptions();
    if (before == null && max > 0 && feeds.size() >= max) {
      error(new Failure(FailureCode.TOO_MANY_SUBSCRIPTIONS), frame.room(), null);
      return;
    }
    if (before != null) {
      before.supersede();
    }
    RoomFeed feed = new RoomFeed(this, connection, frame);
    feeds.put(frame.room(), feed);
    feed.start();
  }

  @Override
  public void unsubscribe(ClientFrame.Unsubscribe frame) {
    RoomFeed feed = feeds.remove(frame.room());
    if (feed != null) {
      feed.stop();
    }
    connection.write(answers().unsubscribed(frame.room(), null));
  }

  @Override
  public void post(ClientFrame.Post frame) {
    RoomFeed feed = feeds.get(frame.room());
    if (feed == null) {
      error(new Failure(FailureCode.NOT_SUBSCRIBED), frame.room(), frame.nonce());
      return;
    }
    feed.endTyping();
    connection
        .post(frame.room(), frame)
        .map(stored -> answers().ack(frame.nonce(), stored.message(), stored.duplicate()))
        .otherwise(
            error -> answers().error(Connection.asFailure(error), frame.room(), frame.nonce()))
        .onSuccess(connection::write);
  }

  @Override
  public void typing(ClientFrame.Typing frame) {
    RoomFeed feed = feeds.get(frame.room());
    if (feed == null) {
      error(new Failure(FailureCode.NOT_SUBSCRIBED), frame.room(), null);
    } else {
      feed.type();
    }
  }

  @Override
  public void ping() {
    Map<RoomId, Seq> heads = new LinkedHashMap<>();
    feeds.forEach(
        (room, feed) -> {
          if (feed.isLive()) {
            heads.put(room, feed.told());
          }
        });
    EncodedFrame pong = answers().pong(heads);
    connection.write(pong);
  }

  @Override
  public void presence(ClientFrame.Presence frame) {
    connection.turn(frame.away());
  }

  @Override
  public void beat() {
    feeds.values().forEach(RoomFeed::beat);
  }

  @Override
  public void end() {
    feeds.values().forEach(RoomFeed::stop);
    feeds.clear();
  }

  /**
   * Runs a recovery when those before it have ended: of one client, only one holds a piece of the
   * log in memory.
   */
  Future<Boolean> inTurn(Supplier<Future<Boolean>> next) {
    Future<Boolean> mine = recovery.transform(before -> next.get());
    recovery = mine;
    return mine;
  }

  /** A feed has ended by itself, unless another has taken its place. */
  void remove(RoomId room, RoomFeed feed) {
    feeds.remove(room, feed);
  }

  private void error(Failure failure, RoomId room, Nonce nonce) {
    connection.write(answers().error(failure, room, nonce));
  }

  private AnswerWriter answers() {
    return connection.owner().answers();
  }
}
