package dev.parley.bridge;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of a bridge, made by hand. */
abstract class BridgeClient implements AutoCloseable {

  private static final JsonObject END = new JsonObject().put("type", "end");

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();

  /** Sends a frame as it is. */
  abstract void send(JsonObject frame);

  @Override
  public abstract void close();

  /** A frame has come. */
  void came(JsonObject frame) {
    frames.add(frame);
  }

  /** Nothing more will come. */
  void ended() {
    frames.add(END);
  }

  /** The next frame, which is not a pong. */
  JsonObject next() {
    try {
      JsonObject frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the bridge hangs up, whatever comes before that. */
  boolean isHungUp() {
    JsonObject frame = next();
    while (frame != END) {
      frame = next();
    }
    return true;
  }

  /** Sends a request and gives the frame that answers it; what else comes is passed over. */
  JsonObject ask(String address, Object body) {
    return ask(frame("send", address).put("body", body));
  }

  JsonObject ask(JsonObject request) {
    String reply = UUID.randomUUID().toString();
    send(request.put("replyAddress", reply));
    return at(reply);
  }

  /** The next frame for an address; what else comes is passed over. */
  JsonObject at(String address) {
    JsonObject frame = next();
    while (!address.equals(frame.getString("address"))) {
      if (frame == END) {
        throw new AssertionError("ended, and nothing came at " + address);
      }
      frame = next();
    }
    return frame;
  }

  static JsonObject frame(String type, String address) {
    return new JsonObject().put("type", type).put("address", address);
  }

  /** Says who it is. */
  BridgeClient signIn(String name) {
    JsonObject answer = ask("chat.session", new JsonObject().put("username", name));
    if (!name.equals(answer.getJsonObject("body").getString("username"))) {
      throw new AssertionError(answer);
    }
    return this;
  }

  JsonObject post(String room, String content) {
    return ask("chat.room." + room + ".post", new JsonObject().put("content", content));
  }

  /** Listens to a room, and gives the first event, or what it is refused with. */
  JsonObject follow(String room) {
    send(frame("register", events(room)));
    return at(events(room));
  }

  /** The next event of a room. */
  JsonObject event(String room) {
    return at(events(room)).getJsonObject("body");
  }

  static String events(String room) {
    return "chat.room." + room + ".events";
  }
}
