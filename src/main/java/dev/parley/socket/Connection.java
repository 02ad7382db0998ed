package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.BusMessage;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
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
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's socket in one room, from the upgrade to the close.
 *
 * <p>Joining: the connection listens to the room first and then asks to be let in; what it hears in
 * between is kept back. The answer says up to which stamp the room had told everybody already; that
 * part is dropped, the own {@code join} frame is written, and the rest follows. So nothing slips
 * between, and nothing comes twice.
 *
 * <p>Belongs to the event loop of its socket.
 */
final class Connection implements ClientFrame.Visitor {

  private enum State {
    JOINING,
    JOINED,
    CLOSED
  }

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final ConnectionId id;
  private final RoomId room;
  private final PersonName person;
  private final ServerWebSocket socket;
  private final Connections owner;
  private final Outbox outbox;
  private final MessageAssembler assembler;
  private final Heartbeat heartbeat;
  private List<FanoutEvent> early = new ArrayList<>();
  private State state = State.JOINING;
  private long seenStamp;
  private int inFlight;

  Connection(
      ConnectionId id, RoomId room, PersonName person, ServerWebSocket socket, Connections owner) {
    this.id = id;
    this.room = room;
    this.person = person;
    this.socket = socket;
    this.owner = owner;
    SocketLimits limits = owner.limits();
    this.outbox = new Outbox(socket, owner.flushes(), limits.outboxBytes());
    this.assembler = new MessageAssembler(limits.frameBytes());
    this.heartbeat = new Heartbeat(limits.pingInterval(), limits.pongTimeout(), owner.nowMs());
  }

  /** Begins to read, and asks to be let into the room. */
  void open() {
    socket.frameHandler(this::receive);
    socket.pongHandler(pong -> heartbeat.heard(owner.nowMs()));
    socket.exceptionHandler(this::fail);
    socket.closeHandler(closed -> leave());
    owner.fanout().attach(room, this);
    request(new JoinRoom(room, person, id), Joined.class)
        .onSuccess(this::joined)
        .onFailure(this::refused);
  }

  private void joined(Joined reply) {
    if (state == State.CLOSED) {
      send(new LeaveRoom(room, person, id));
      return;
    }
    state = State.JOINED;
    seenStamp = reply.stamp();
    write(reply.frame());
    List<FanoutEvent> kept = early;
    early = null;
    kept.forEach(event -> event.accept(replay));
  }

  private void refused(Throwable error) {
    // the room may let it in after all, when the answer was only late
    send(new LeaveRoom(room, person, id));
    close(isRoomGone(error) ? CloseCode.ROOM_GONE : CloseCode.TRY_AGAIN);
  }

  private static boolean isRoomGone(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.ROOM_NOT_FOUND;
  }

  /** Takes what the room has to say to everybody. The caller keeps its share of the buffer. */
  void deliver(Deliver event, ByteBuf wire) {
    if (state == State.JOINING) {
      keep(event);
    } else if (isNew(event) && !person.equals(event.except())) {
      write(wire, event.ephemeral());
    }
  }

  /** Takes the room's end. */
  void closeAll(CloseAll event) {
    if (state == State.JOINING) {
      keep(event);
    } else if (isNew(event)) {
      close(CloseCode.ROOM_GONE);
    }
  }

  /** What comes while joining is bounded; a room that answers so late had better be asked again. */
  private void keep(FanoutEvent event) {
    early.add(event);
    if (early.size() > owner.limits().heldEvents()) {
      close(CloseCode.TOO_SLOW);
    }
  }

  private boolean isNew(FanoutEvent event) {
    if (state != State.JOINED || event.stamp() <= seenStamp) {
      return false;
    }
    seenStamp = event.stamp();
    return true;
  }

  private final FanoutEvent.Visitor replay =
      new FanoutEvent.Visitor() {
        @Override
        public void deliver(Deliver event) {
          withWire(event.frame(), wire -> Connection.this.deliver(event, wire));
        }

        @Override
        public void closeAll(CloseAll event) {
          Connection.this.closeAll(event);
        }
      };

  private void receive(WebSocketFrame frame) {
    heartbeat.heard(owner.nowMs());
    if (state == State.CLOSED || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
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
    begin();
    request(new PostMessage(room, person, frame.content(), frame.nonce()), MessageStored.class)
        .onSuccess(this::stored)
        .onFailure(error -> failed(error, frame.nonce()))
        .onComplete(ended -> end());
  }

  @Override
  public void typing() {
    send(new NotifyTyping(room, person));
  }

  /**
   * The message itself comes to everybody through the room; a repeated one only to whoever repeated
   * it.
   */
  private void stored(MessageStored reply) {
    if (reply.duplicate()) {
      write(owner.writer().message(reply.message()));
    }
  }

  private void failed(Throwable error, Nonce nonce) {
    Failure failure =
        error instanceof Failure expected ? expected : new Failure(FailureCode.INTERNAL);
    write(owner.writer().error(failure, nonce));
  }

  /** Who posts faster than the log takes it is read no further until it has caught up. */
  private void begin() {
    if (++inFlight == owner.limits().inFlight()) {
      socket.pause();
    }
  }

  private void end() {
    if (inFlight-- == owner.limits().inFlight()) {
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
    withWire(frame, wire -> write(wire, false));
  }

  private static void withWire(EncodedFrame frame, Consumer<ByteBuf> use) {
    ByteBuf wire = WireFrame.of(frame, PooledByteBufAllocator.DEFAULT);
    try {
      use.accept(wire);
    } finally {
      wire.release();
    }
  }

  private void write(ByteBuf wire, boolean ephemeral) {
    if (state == State.CLOSED) {
      return;
    }
    if (outbox.write(wire, ephemeral) == Outbox.Outcome.FULL) {
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

  /** Ends the connection from this side. */
  Future<Void> close(CloseCode code) {
    if (state == State.CLOSED) {
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
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.JOINED) {
      send(new LeaveRoom(room, person, id));
    }
    state = State.CLOSED;
    owner.fanout().detach(room, this);
    owner.remove(this);
  }

  private <T extends Reply> Future<T> request(BusMessage command, Class<T> answer) {
    return owner.bus().request(Addresses.roomCommands(room), command, answer);
  }

  private void send(BusMessage command) {
    owner.bus().send(Addresses.roomCommands(room), command);
  }
}
