package dev.parley.bridge;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.HashMap;
import java.util.Map;

/**
 * One client of the TCP bridge: reads its frames, carries them to the bus as far as the {@link
 * BridgeGate} lets it, and writes what comes back. It reads no further while {@code
 * limits.in-flight} requests wait for their answer.
 *
 * <p>Belongs to the bridge's event loop.
 */
final class TcpBridgeClient {

  private final NetSocket socket;
  private final BridgeSession session;
  private final BridgeGate gate;
  private final PublicBus publicBus;
  private final BridgeLimits limits;
  private final Map<String, MessageConsumer<JsonObject>> consumers = new HashMap<>();
  private final RecordParser parser;
  private boolean readingLength = true;
  private int expected = Integer.BYTES;
  private int waiting;

  TcpBridgeClient(
      NetSocket socket,
      BridgeSession session,
      BridgeGate gate,
      PublicBus publicBus,
      BridgeLimits limits) {
    this.socket = socket;
    this.session = session;
    this.gate = gate;
    this.publicBus = publicBus;
    this.limits = limits;
    this.parser = RecordParser.newFixed(Integer.BYTES, socket);
  }

  void start() {
    socket.setWriteQueueMaxSize(limits.outboxBytes());
    socket.exceptionHandler(error -> socket.close());
    parser.exceptionHandler(error -> socket.close());
    parser.handler(this::read);
  }

  void end() {
    consumers.values().forEach(MessageConsumer::unregister);
    consumers.clear();
    gate.end(session);
  }

  private void read(Buffer record) {
    if (record.length() < expected) {
      return; // what was left of a frame when the connection ended
    }
    if (readingLength) {
      int length = record.getInt(0);
      if (length <= 0 || length > limits.frameBytes()) {
        refuse(
            new JsonObject(),
            Fields.invalid("A frame has 1 to " + limits.frameBytes() + " bytes."));
        socket.close();
        return;
      }
      expected = length;
    } else {
      expected = Integer.BYTES;
    }
    parser.fixedSizeMode(expected);
    readingLength = !readingLength;
    if (readingLength) {
      take(record);
    }
  }

  private void take(Buffer record) {
    JsonObject frame;
    try {
      frame = new JsonObject(record);
    } catch (DecodeException e) {
      refuse(new JsonObject(), new Failure(FailureCode.INVALID_JSON));
      return;
    }
    try {
      carry(frame);
    } catch (RuntimeException e) {
      refuse(frame, e);
    }
  }

  private void carry(JsonObject frame) {
    Fields fields = new Fields(frame);
    String type = fields.text("type");
    if (!type.equals("send")) {
      gate.count(session);
    }
    if (type.equals("ping")) {
      session.write(new JsonObject().put("type", "pong"));
      return;
    }
    String address = fields.text("address");
    switch (type) {
      case "send" -> send(frame, address, fields.textIfAny("replyAddress").orElse(null));
      case "publish" -> throw new Failure(FailureCode.FORBIDDEN);
      case "register" ->
          gate.listen(session, address)
              .onSuccess(listening -> register(address))
              .onFailure(error -> refuse(frame, error));
      case "unregister" ->
          gate.settled(session)
              .onSuccess(settled -> unregister(address))
              .onFailure(error -> refuse(frame, error));
      default -> throw new Failure(FailureCode.UNKNOWN_TYPE);
    }
  }

  private void send(JsonObject frame, String address, String replyAddress) {
    if (++waiting >= limits.inFlight()) {
      parser.pause();
    }
    gate.admit(session, frame)
        .compose(admitted -> ask(frame, address))
        .onSuccess(answer -> reply(replyAddress, answer))
        .onFailure(error -> refuse(frame, error))
        .onComplete(
            answered -> {
              if (waiting-- == limits.inFlight()) {
                parser.resume();
              }
            });
  }

  private Future<JsonObject> ask(JsonObject frame, String address) {
    return publicBus.ask(
        address,
        frame.getJsonObject("body", new JsonObject()),
        frame.getJsonObject("headers").getString(PublicAddresses.VERSION_HEADER));
  }

  private void reply(String replyAddress, JsonObject answer) {
    if (replyAddress != null) {
      session.write(message(replyAddress, answer).put("send", true));
    }
  }

  private static JsonObject message(String address, JsonObject body) {
    return new JsonObject()
        .put("type", "message")
        .put("address", address)
        .put("headers", new JsonObject())
        .put("body", body);
  }

  private void register(String address) {
    MessageConsumer<JsonObject> consumer = publicBus.hear(address, event -> show(address, event));
    consumers.put(address, consumer);
    consumer
        .completion()
        .compose(listening -> gate.follow(session, address))
        .onSuccess(subscribed -> session.write(message(address, subscribed).put("send", false)))
        .onFailure(
            error -> {
              forget(address);
              session.write(BridgeFrames.refusal(address, error));
            });
  }

  private void show(String address, JsonObject event) {
    if (!gate.isShown(session, address, event)) {
      return;
    }
    session.write(message(address, event).put("send", false));
  }

  private void unregister(String address) {
    forget(address);
    gate.unfollow(session, address);
  }

  private void forget(String address) {
    MessageConsumer<JsonObject> consumer = consumers.remove(address);
    if (consumer != null) {
      consumer.unregister();
    }
  }

  /** Where somebody waits for an answer it is told there; otherwise with the address it was for. */
  private void refuse(JsonObject frame, Throwable error) {
    Object reply = frame.getValue("replyAddress");
    Object address = frame.getValue("address");
    Object waits = reply == null ? address : reply;
    JsonObject refusal = BridgeFrames.refusal(waits instanceof String text ? text : null, error);
    session.write(
        address instanceof String source ? refusal.put("sourceAddress", source) : refusal);
  }

  /** The way to the client of a socket. */
  static BridgeSession.Line line(NetSocket socket) {
    return new BridgeSession.Line() {
      @Override
      public void write(JsonObject frame) {
        TcpBridgeClient.write(socket, frame);
      }

      @Override
      public void hangUp() {
        socket.close();
      }
    };
  }

  /**
   * Writes a frame behind its length; hangs up on a client that is behind with reading: everything
   * may be read again.
   */
  static void write(NetSocket socket, JsonObject frame) {
    if (socket.writeQueueFull()) {
      HardClose.of(socket);
      return;
    }
    Buffer json = frame.toBuffer();
    socket.write(
        Buffer.buffer(Integer.BYTES + json.length()).appendInt(json.length()).appendBuffer(json));
  }
}
