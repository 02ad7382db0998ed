package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person has written to a room and has not been told is stored. Not safe for threads. */
public final class Unacknowledged {

  private final String room;
  private final String name;
  private final Map<String, String> posts = new LinkedHashMap<>();
  private int count;

  /** Nothing yet. */
  public Unacknowledged(String room, String name) {
    this.room = room;
    this.name = name;
  }

  /** Whether everything is stored. */
  public boolean isEmpty() {
    return posts.isEmpty();
  }

  /** Writes something under a nonce of its own. */
  public void post(RawSocket socket) throws IOException {
    String nonce = name.replace(' ', '-') + "-" + count++;
    posts.put(nonce, "Message " + nonce);
    send(socket, nonce);
  }

  /** Sends everything again, on a new connection say. */
  public void sendAll(RawSocket socket) throws IOException {
    for (String nonce : posts.keySet()) {
      send(socket, nonce);
    }
  }

  /** Takes an ack, and gives the message's id. */
  public String acked(JsonNode ack) {
    posts.remove(ack.get("nonce").asText());
    return ack.get("id").asText();
  }

  /** A busy server may not answer in time, and says that the same again may work. */
  public void tryAgain(RawSocket socket, FollowedRoom followed, JsonNode error) throws IOException {
    if (!error.get("retryable").asBoolean()) {
      throw new IllegalStateException(name + ": " + error);
    }
    if (error.has("nonce")) {
      send(socket, error.get("nonce").asText());
    } else {
      socket.sendText(followed.resubscribe());
    }
  }

  @Override
  public String toString() {
    return posts.size() + " unacknowledged";
  }

  private void send(RawSocket socket, String nonce) throws IOException {
    socket.sendText(FullFrames.message(room, posts.get(nonce), nonce));
  }
}
