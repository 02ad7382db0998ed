package dev.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The bridge over SockJS. */
class SockJsBridgeTest extends BridgeTests {

  @Override
  BridgeClient connect() {
    return new SockJsSocket(parley.port());
  }

  @Test
  void pagesFromElsewhereAreRefused() {
    assertThatThrownBy(() -> new SockJsSocket(parley.port(), "Origin", "https://evil.example"))
        .hasStackTraceContaining("WebSocketHandshakeException");
    parley.rest().send("GET", "/eventbus/info", "Origin", "https://evil.example").hasStatus(403);
  }

  @Test
  void thereIsNoWayButWebSocket() {
    for (String transport : new String[] {"xhr", "xhr_send", "xhr_streaming", "jsonp"}) {
      parley
          .rest()
          .sendBody("POST", "/eventbus/0/session/" + transport, "[]", "Content-Type", "text/plain")
          .hasStatus(404);
    }
  }

  @Test
  void itsInfoIsThere() {
    assertThat(
            parley.rest().get("/eventbus/info").hasStatus(200).json().get("websocket").asBoolean())
        .isTrue();
  }
}
