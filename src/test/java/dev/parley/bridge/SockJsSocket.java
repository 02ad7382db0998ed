package dev.parley.bridge;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** A client of the SockJS bridge, over its plain WebSocket, on which the server writes binary. */
final class SockJsSocket extends BridgeClient implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebSocket socket;
  private final StringBuilder text = new StringBuilder();

  SockJsSocket(int port, String... headers) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/eventbus/websocket"), this)
            .join();
  }

  @Override
  void send(JsonObject frame) {
    socket.sendText(frame.encode(), true).join();
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    text.append(StandardCharsets.UTF_8.decode(part));
    if (last) {
      came(new JsonObject(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
