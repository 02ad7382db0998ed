package dev.parley.socket;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomCommand.NotifyTyping;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.http.Resident;
import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's socket, from the upgrade to the close: puts what comes in together and hands it to
 * the {@link Protocol}, writes what goes out, and ends where a limit is broken.
 *
 * <p>Belongs to the event loop of its socket.
 */
final class Connection implements Subscriber, Resident {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  /** How long a client has to take what is written and its close, in milliseconds. */
  private static final long MAX_CLOSING_MS = 4000;

  /** The most answers to pings that wait for a client to read them. */
  private static final int MAX_UNREAD_PONGS = 1000;

  private final ConnectionId id;
  private Caller caller;
  private final ServerWebSocket socket;
  private final Connections owner;
  private final Outbox outbox;
  private final MessageAssembler assembler;
  private final Heartbeat heartbeat;
  private final InFlight inFlight;
  private final InFlight asking;
  private final Protocol protocol;
  private int pauses;
  private int unreadPongs;
  private boolean ended;

  Connection(
      ConnectionId id,
      Caller caller,
      ServerWebSocket socket,
      Connections owner,
      Function<Connection, Protocol> protocol) {
    this.id = id;
    this.caller = caller;
    this.socket = socket;
    this.owner = owner;
    SocketLimits limits = owner.limits();
    this.outbox = new Outbox(socket, owner.flushes(), limits.outboxBytes());
    this.assembler = new MessageAssembler(limits.frameBytes());
    this.inFlight = new InFlight(limits.inFlight(), limits.inFlightBytes());
    this.asking = new InFlight(limits.inFlight(), Long.MAX_VALUE);
    this.heartbeat = new Heartbeat(limits.pingInterval(), limits.pongTimeout(), owner.nowMs());
    this.protocol = protocol.apply(this);
  }

  @Override
  public ConnectionId id() {
    return id;
  }

  @Override
  public PersonName person() {
    return caller.actor().name();
  }

  @Override
  public Actor actor() {
    return caller.actor();
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Action entrance() {
    return protocol.entrance();
  }

  @Override
  public void know(Caller now) {
    caller = now;
  }

  @Override
  public void dismiss(Failure why) {
    log.info("socket_dismissed connection={} code={}", id, why.code().code());
    close(why.retryable() ? CloseCode.TRY_AGAIN : CloseCode.SIGNED_OUT);
  }

  /** The person has turned to this client, or away from it. */
  void turn(boolean away) {
    owner.residents().say(this, away ? Availability.AWAY : Availability.ONLINE);
  }

  @Override
  public void memberChanged(RoomId room) {
    protocol.memberChanged(room);
  }

  /**
   * Why the person, or its access token, may not say this at all; null if it may. What it may do in
   * the room is asked there.
   */
  Failure refusal(Door door, ClientFrame frame) {
    try {
      Entrance.require(caller, Rights.TABLE.behind(door, frame.type()).orElseThrow());
      return null;
    } catch (Failure refused) {
      return refused;
    }
  }

  @Override
  public Connections owner() {
    return owner;
  }

  /** Begins to read, and lets the protocol begin. */
  void open() {
    socket.frameHandler(this::receive);
    socket.pongHandler(pong -> heartbeat.heard(owner.nowMs()));
    socket.exceptionHandler(this::fail);
    socket.closeHandler(closed -> end());
    protocol.open();
  }

  private void receive(WebSocketFrame frame) {
    heartbeat.heard(owner.nowMs());
    if (frame.isPing()) {
      countPing();
    }
    if (ended || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    MessageAssembler.Result result = assembler.accept(frame);
    if (result.close() != null) {
      close(result.close());
    } else if (result.text() != null) {
      protocol.hear(result.text());
    }
  }

  /** Vert.x answers each ping itself, past the outbox, also to a client that reads no answers. */
  private void countPing() {
    if (ended) {
      if (!outbox.isWritable()) {
        outbox.abort(); // it would go on being answered until the close is written
      }
      return;
    }
    unreadPongs = outbox.isWritable() ? 0 : unreadPongs + 1;
    if (unreadPongs > MAX_UNREAD_PONGS) {
      close(CloseCode.TOO_SLOW);
    }
    excess();
  }

  /**
   * Counts a frame that isn't a message; messages have a rate of their own.
   *
   * @return why it isn't carried out, or null
   */
  Failure excess() {
    return excess(owner.paces().frames().check(id));
  }

  private Failure excess(Pace.Verdict verdict) {
    if (verdict.close()) {
      close(CloseCode.TOO_FAST);
    }
    return verdict.failure();
  }

  /** Reads no further while too much that this client asked for is on its way. */
  void ask(Future<?> answer) {
    if (asking.add(0)) {
      pause();
    }
    answer.onComplete(
        done -> {
          if (asking.remove(0)) {
            resume();
          }
        });
  }

  /**
   * Sends a message to the room, and reads no further while too many of this client wait for their
   * commit.
   *
   * @return what became of it, or a {@link Failure}
   */
  Future<MessageStored> post(RoomId room, ClientFrame.Post frame) {
    Failure tooFast = excess(owner.paces().posts().check(person()));
    if (tooFast != null) {
      return Future.failedFuture(tooFast);
    }
    int bytes = ByteBufUtil.utf8Bytes(frame.content().value());
    if (inFlight.add(bytes)) {
      pause();
    }
    Future<MessageStored> stored =
        owner
            .bus()
            .request(
                Addresses.roomCommands(room),
                new PostMessage(room, actor(), frame.content(), frame.nonce(), frame.attached()),
                MessageStored.class);
    // whoever waits for it comes first: a socket that is drained closes with its last post settled
    Future<MessageStored> answer = stored.map(Function.identity());
    stored.onComplete(done -> settle(bytes));
    return answer;
  }

  private void settle(int bytes) {
    if (inFlight.remove(bytes)) {
      resume();
    }
  }

  /** Tells the room that the person is typing. */
  void type(RoomId room) {
    owner.bus().send(Addresses.roomCommands(room), new NotifyTyping(room, actor()));
  }

  /** What a request over the bus failed with. */
  static Failure asFailure(Throwable error) {
    return error instanceof Failure expected ? expected : new Failure(FailureCode.INTERNAL);
  }

  /** Reads no further until everybody who asked for that has called {@link #resume}. */
  void pause() {
    if (pauses++ == 0) {
      socket.pause();
    }
  }

  void resume() {
    if (--pauses == 0) {
      socket.resume();
    }
  }

  /** Pings or gives up, as the heartbeat says, and makes up for what was left out. */
  void beat() {
    switch (heartbeat.next(owner.nowMs())) {
      case PING ->
          socket
              .writePing(Buffer.buffer())
              .onFailure(error -> log.debug("ping_failed connection={}", id));
      case GIVE_UP -> close(CloseCode.NO_PONG);
      case REST -> protocol.beat();
    }
  }

  void write(EncodedFrame frame) {
    WireFrame.lend(frame, wire -> write(wire, false));
  }

  @Override
  public boolean write(ByteBuf wire, boolean ephemeral) {
    Outbox.Outcome outcome = ended ? Outbox.Outcome.LEFT_OUT : outbox.write(wire, ephemeral);
    if (outcome == Outbox.Outcome.FULL) {
      log.info("outbox_full connection={} bytes={}", id, outbox.pendingBytes());
      close(CloseCode.TOO_SLOW);
    }
    return outcome == Outbox.Outcome.WRITTEN;
  }

  /** Whether the client has taken everything that was written. */
  boolean isCaughtUp() {
    return outbox.pendingBytes() == 0;
  }

  /** Whether so much waits for the client that whoever can wait should. */
  boolean isHalfFull() {
    return outbox.pendingBytes() > owner.limits().outboxBytes() / 2;
  }

  /** Done when the client has taken everything that is written by now. */
  Future<Void> caughtUp() {
    return outbox.drained();
  }

  private void fail(Throwable error) {
    if (error instanceof CorruptedWebSocketFrameException broken) {
      boolean tooBig = broken.closeStatus().code() == CloseCode.TOO_BIG.number();
      close(tooBig ? CloseCode.TOO_BIG : CloseCode.PROTOCOL_ERROR);
    } else {
      log.debug("socket_failed connection={}", id, error);
    }
  }

  /**
   * Reads no further, waits for the commits of what was read, so that the client learns of them,
   * and ends the connection then.
   */
  Future<Void> drain(CloseCode code) {
    pause();
    return inFlight.drained().compose(settled -> close(code));
  }

  /** Ends the connection from this side. */
  Future<Void> close(CloseCode code) {
    if (ended) {
      return Future.succeededFuture();
    }
    end();
    Future<Void> closed = socket.close(code.number(), code.reason());
    // Vert.x does not flush in the middle of a read, and after a broken frame it closes at once
    outbox.flush();
    // who reads nothing doesn't read the close either, and Vert.x waits until it is written
    owner.later(MAX_CLOSING_MS, outbox::abort);
    return closed;
  }

  /**
   * The person is gone for the rooms as soon as it is known, however long the socket takes to
   * close.
   */
  private void end() {
    if (!ended) {
      ended = true;
      owner.remove(this);
      protocol.end();
    }
  }
}
