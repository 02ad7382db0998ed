package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.BusMessage;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomCommand.NotifyTyping;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's socket in one room, from the upgrade to the close: reads what the client says and
 * sends it to the room, writes what the {@link Subscription} hears.
 *
 * <p>Belongs to the event loop of its socket.
 */
final class Connection implements ClientFrame.Visitor, Subscription.Subscriber {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final ConnectionId id;
  private final RoomId room;
  private final PersonName person;
  private final ServerWebSocket socket;
  private final Connections owner;
  private final Subscription subscription;
  private final Outbox outbox;
  private final MessageAssembler assembler;
  private final Heartbeat heartbeat;
  private final InFlight inFlight;
  private final Throttle typing;
  private boolean ended;

  Connection(
      ConnectionId id, RoomId room, PersonName person, ServerWebSocket socket, Connections owner) {
    this.id = id;
    this.room = room;
    this.person = person;
    this.socket = socket;
    this.owner = owner;
    SocketLimits limits = owner.limits();
    this.subscription = new Subscription(person, limits.heldEvents(), this);
    this.outbox = new Outbox(socket, owner.flushes(), limits.outboxBytes());
    this.assembler = new MessageAssembler(limits.frameBytes());
    this.inFlight = new InFlight(limits.inFlight(), limits.inFlightBytes());
    this.typing = new Throttle(limits.typingInterval());
    this.heartbeat = new Heartbeat(limits.pingInterval(), limits.pongTimeout(), owner.nowMs());
  }

  /** Begins to read, and asks to be let into the room. */
  void open() {
    socket.frameHandler(this::receive);
    socket.pongHandler(pong -> heartbeat.heard(owner.nowMs()));
    socket.exceptionHandler(this::fail);
    socket.closeHandler(closed -> leave());
    // the own join is the first frame: nothing is answered before
    socket.pause();
    owner.fanout().attach(room, subscription);
    request(new JoinRoom(room, person, id), Joined.class)
        .onSuccess(this::joined)
        .onFailure(this::refused);
  }

  private void joined(Joined answer) {
    if (ended) {
      send(new LeaveRoom(room, person, id));
    } else {
      subscription.open(answer);
      socket.resume();
    }
  }

  private void refused(Throwable error) {
    // the room may let it in after all, when the answer was only late
    send(new LeaveRoom(room, person, id));
    socket.resume();
    boolean gone = error instanceof Failure failure && failure.code() == FailureCode.ROOM_NOT_FOUND;
    close(gone ? CloseCode.ROOM_GONE : CloseCode.TRY_AGAIN);
  }

  private void receive(WebSocketFrame frame) {
    heartbeat.heard(owner.nowMs());
    if (ended || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    MessageAssembler.Result result = assembler.accept(frame);
    if (result.close() != null) {
      close(result.close());
    } else if (result.text() != null) {
      understand(result.text());
    }
  }

  private void understand(String text) {
    FrameReader.Result result = owner.reader().read(text);
    if (result.failure() != null) {
      write(owner.writer().error(result.failure(), result.nonce()));
    } else {
      result.frame().accept(this);
    }
  }

  @Override
  public void post(ClientFrame.Post frame) {
    int bytes = ByteBufUtil.utf8Bytes(frame.content().value());
    typing.reset(); // a message ends the typing, and what is typed next is news
    if (inFlight.add(bytes)) {
      socket.pause();
    }
    request(new PostMessage(room, person, frame.content(), frame.nonce()), MessageStored.class)
        .onSuccess(this::stored)
        .onFailure(error -> failed(error, frame.nonce()))
        .onComplete(done -> done(bytes));
  }

  @Override
  public void typing() {
    if (typing.mayPass(owner.nowMs())) {
      send(new NotifyTyping(room, person));
    }
  }

  /**
   * The message itself comes to everybody through the room, in its place. A repeated one comes only
   * to whoever repeated it, unless the first is still on its way to everybody.
   */
  private void stored(MessageStored answer) {
    if (answer.duplicate() && subscription.isPast(answer.message().seq())) {
      write(owner.writer().message(answer.message()));
    }
  }

  private void failed(Throwable error, Nonce nonce) {
    Failure failure =
        error instanceof Failure expected ? expected : new Failure(FailureCode.INTERNAL);
    write(owner.writer().error(failure, nonce));
  }

  private void done(int bytes) {
    if (inFlight.remove(bytes)) {
      socket.resume();
    }
  }

  /** Pings or gives up, as the heartbeat says; called again and again. */
  void beat() {
    switch (heartbeat.next(owner.nowMs())) {
      case PING ->
          socket
              .writePing(Buffer.buffer())
              .onFailure(error -> log.debug("ping_failed connection={}", id));
      case GIVE_UP -> close(CloseCode.NO_PONG);
      case REST -> {}
    }
  }

  private void write(EncodedFrame frame) {
    WireFrame.lend(frame, wire -> write(wire, false));
  }

  @Override
  public void write(ByteBuf wire, boolean ephemeral) {
    if (!ended && outbox.write(wire, ephemeral) == Outbox.Outcome.FULL) {
      log.info("outbox_full room={} connection={}", room, id);
      close(CloseCode.TOO_SLOW);
    }
  }

  private void fail(Throwable error) {
    if (error instanceof CorruptedWebSocketFrameException broken) {
      boolean tooBig = broken.closeStatus().code() == CloseCode.TOO_BIG.number();
      close(tooBig ? CloseCode.TOO_BIG : CloseCode.PROTOCOL_ERROR);
    } else {
      log.debug("socket_failed connection={}", id, error);
    }
  }

  @Override
  public void end(CloseCode why) {
    close(why);
  }

  /** Ends the connection from this side. */
  Future<Void> close(CloseCode code) {
    if (ended) {
      return Future.succeededFuture();
    }
    leave();
    Future<Void> closed = socket.close(code.number(), code.reason());
    // Vert.x does not flush in the middle of a read, and after a broken frame it closes at once
    outbox.flush();
    return closed;
  }

  /**
   * The person is gone for the room as soon as it is known, however long the socket takes to close.
   */
  private void leave() {
    if (ended) {
      return;
    }
    ended = true;
    owner.fanout().detach(room, subscription);
    owner.remove(this);
    if (subscription.isOpen()) {
      send(new LeaveRoom(room, person, id));
    }
  }

  private <T extends Reply> Future<T> request(BusMessage command, Class<T> answer) {
    return owner.bus().request(Addresses.roomCommands(room), command, answer);
  }

  private void send(BusMessage command) {
    owner.bus().send(Addresses.roomCommands(room), command);
  }
}
