package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A person who speaks the full protocol, over the JDK's own WebSocket. */
public final class FullClient implements AutoCloseable {

  private final ChatClient socket;
  private final JsonNode hello;

  private FullClient(ChatClient socket) {
    this.socket = socket;
    this.hello = socket.next();
  }

  /** Connects and waits for the first frame. */
  public static FullClient connect(int port, String name) {
    return new FullClient(ChatClient.connect(port, FullFrames.target(name)));
  }

  /** Connects with these headers, as name, value, name, value, and waits for the first frame. */
  public static FullClient connectWith(int port, String... headers) {
    return new FullClient(ChatClient.connect(port, "/ws/chat", headers));
  }

  /** The first frame that came. */
  public JsonNode hello() {
    return hello;
  }

  /** Subscribes to a room and waits until that is answered; gives the answer. */
  public JsonNode subscribe(String room) {
    send(FullFrames.subscribe(room));
    return await("subscribed");
  }

  /** Posts a message under a nonce of its own, which it gives. */
  public String post(String room, String content) {
    String nonce = UUID.randomUUID().toString();
    post(room, content, nonce);
    return nonce;
  }

  /** Posts a message. */
  public void post(String room, String content, String nonce) {
    send(FullFrames.message(room, content, nonce));
  }

  /** Posts messages one after the other and waits until all are acknowledged; gives the acks. */
  public List<JsonNode> postAll(String room, List<String> contents) {
    contents.forEach(content -> post(room, content));
    return await("ack", contents.size());
  }

  /** Says that the person is typing. */
  public void type(String room) {
    send(FullFrames.typing(room));
  }

  /** Asks how far everything has been told, and waits for the answer. */
  public JsonNode ping() {
    send(FullFrames.ping());
    return await("pong");
  }

  /**
   * Everything that came before the answer to a ping, which comes in order. What happened in a room
   * may still be on its way to this socket: {@link #untilMessage} tells.
   */
  public List<JsonNode> untilPong() {
    send(FullFrames.ping());
    return until("pong");
  }

  /**
   * Everything that comes before the message with this content, which is passed over. What happens
   * in a room comes in one order: what has not come by then will not come.
   */
  public List<JsonNode> untilMessage(String content) {
    List<JsonNode> before = new ArrayList<>();
    JsonNode frame = next();
    while (!frame.path("type").asText().equals("message")
        || !frame.path("content").asText().equals(content)) {
      before.add(frame);
      frame = next();
    }
    return before;
  }

  /** Everything that comes before the next frame of this type, which is passed over. */
  public List<JsonNode> until(String type) {
    List<JsonNode> before = new ArrayList<>();
    JsonNode frame = next();
    while (!type.equals(frame.path("type").asText())) {
      before.add(frame);
      frame = next();
    }
    return before;
  }

  /** Sends a text frame as it is. */
  public void send(String text) {
    socket.send(text);
  }

  /** The next frame, whatever it is. */
  public JsonNode next() {
    return socket.next();
  }

  /** The next frame of this type; what comes before it is passed over. */
  public JsonNode await(String type) {
    return socket.await(type);
  }

  /** The next frames of this type. */
  public List<JsonNode> await(String type, int count) {
    return socket.await(type, count);
  }

  /** Everything that came and was not asked for yet. */
  public List<JsonNode> rest() {
    return socket.rest();
  }

  /** Waits until the server has closed. */
  public ChatClient.Closed awaitClose() {
    return socket.awaitClose();
  }

  /** Leaves as a browser does, with a closing handshake. */
  public void leave() {
    socket.leave();
  }

  @Override
  public void close() {
    socket.close();
  }
}
