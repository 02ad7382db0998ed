package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A person in a room, over the JDK's own WebSocket, which shares no code with the server. */
public final class ChatClient implements AutoCloseable {

  /** How a socket was closed by the server; 1006 if it was cut. */
  public record Closed(int code, String reason) {}

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CUT = 1006;
  private static final int TURN_MS = 10;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private WebSocket socket;

  private ChatClient() {}

  /**
   * Connects; headers as name, value, name, value.
   *
   * @throws CompletionException with what the client says if the upgrade is refused
   */
  public static ChatClient connect(int port, String target, String... headers) {
    ChatClient client = new ChatClient();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI uri = URI.create("ws://127.0.0.1:" + port + target);
    client.socket = builder.buildAsync(uri, client.new Listener()).join();
    return client;
  }

  /** The address of a room for a person of this name. */
  public static String target(String room, String name) {
    return "/ws/chat/"
        + room
        + "?username="
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Posts a message. */
  public void say(String content) {
    send(Json.message(content));
  }

  /** Posts a message under a nonce. */
  public void say(String content, String nonce) {
    send(Json.message(content, nonce));
  }

  /** Says that the person is typing. */
  public void type() {
    send(Json.object("type", "typing", "content", "typing"));
  }

  /** Sends a text frame as it is. */
  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends a binary frame. */
  public void sendBinary(byte... bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** The next frame, whatever it is. */
  public JsonNode next() {
    try {
      JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        throw new AssertionError("no frame came; closed: " + closed.getNow(null));
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next frame; null if the server closes instead. */
  public JsonNode nextUnlessClosed() {
    try {
      JsonNode frame = null;
      while (frame == null && !closed.isDone()) {
        frame = frames.poll(TURN_MS, TimeUnit.MILLISECONDS);
      }
      return frame == null ? frames.poll() : frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next frame of this type; what comes before it is passed over. */
  public JsonNode await(String type) {
    JsonNode frame = next();
    while (!type.equals(frame.path("type").asText())) {
      frame = next();
    }
    return frame;
  }

  /** The next frames of this type. */
  public List<JsonNode> await(String type, int count) {
    List<JsonNode> found = new ArrayList<>();
    while (found.size() < count) {
      found.add(await(type));
    }
    return found;
  }

  /** The {@code leave} of this person, or {@code join}. */
  public JsonNode await(String type, String person) {
    JsonNode frame = await(type);
    while (!person.equals(frame.path("username").asText())) {
      frame = await(type);
    }
    return frame;
  }

  /** Waits until the server has closed. */
  public Closed awaitClose() {
    try {
      return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the server did not close the socket", e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that came and was not asked for yet. */
  public List<JsonNode> rest() {
    List<JsonNode> all = new ArrayList<>();
    frames.drainTo(all);
    return all;
  }

  /** Leaves as a browser does, with a closing handshake. */
  public void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    awaitClose();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(Json.parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(new Closed(CUT, String.valueOf(error)));
    }
  }
}
