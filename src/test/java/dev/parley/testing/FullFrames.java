package dev.parley.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a client of the full protocol says, as texts. */
public final class FullFrames {

  private FullFrames() {}

  /** The address of the socket for a person of this name. */
  public static String target(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/ws/chat?username=" + encoded;
  }

  /** Asks for what happens in a room. */
  public static String subscribe(String room) {
    return Json.object("type", "subscribe", "room_id", room);
  }

  /** Asks for what happened in a room after this position, and for what happens. */
  public static String subscribe(String room, long since) {
    return with(subscribe(room), "\"since\":" + since);
  }

  /** As {@link #subscribe(String, long)}, of the log with this epoch. */
  public static String subscribe(String room, long since, String epoch) {
    return with(subscribe(room, since), "\"epoch\":\"" + epoch + "\"");
  }

  /** Asks for no more of a room. */
  public static String unsubscribe(String room) {
    return Json.object("type", "unsubscribe", "room_id", room);
  }

  /** Posts a message. */
  public static String message(String room, String content, String nonce) {
    return Json.object("type", "message", "room_id", room, "content", content, "nonce", nonce);
  }

  /** Says that the person is typing. */
  public static String typing(String room) {
    return Json.object("type", "typing", "room_id", room);
  }

  /** Asks how far everything has been told. */
  public static String ping() {
    return Json.object("type", "ping");
  }

  private static String with(String object, String field) {
    return object.substring(0, object.length() - 1) + "," + field + "}";
  }
}
