package dev.parley.bridge;

import static dev.parley.bridge.BridgeClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bridge over TCP. */
class TcpBridgeVerticleTest extends BridgeTests {

  @Override
  TcpSocket connect() throws IOException {
    return new TcpSocket(parley.bridgePort());
  }

  @Test
  void aFrameThatIsTooLongEndsTheConnectionBeforeItIsRead() throws IOException {
    try (TcpSocket client = connect()) {
      client.sendLength(Integer.MAX_VALUE);
      assertThat(client.next().getString("message")).startsWith("invalid_body: A frame has 1 to");
      assertThat(client.isHungUp()).isTrue();
    }
  }

  @Test
  void aNegativeLengthEndsTheConnection() throws IOException {
    try (TcpSocket client = connect()) {
      client.sendLength(-1);
      assertThat(client.isHungUp()).isTrue();
    }
  }

  @Test
  void aFrameThatIsCutOffIsNotTaken() throws IOException {
    try (TcpSocket client = connect();
        TcpSocket other = connect()) {
      client.signIn("Ann");
      byte[] post =
          frame("send", "chat.room." + room + ".post")
              .put("body", new JsonObject().put("content", "cut off"))
              .toBuffer()
              .getBytes();
      client.sendLength(post.length + 1);
      client.sendBytes(post);
      client.end();
      assertThat(other.signIn("Bob").post(room, "whole").getJsonObject("body").getLong("seq"))
          .isEqualTo(1);
    }
  }

  /** The server would log an error. */
  @Test
  void aLengthThatIsCutOffIsNoError() throws IOException {
    try (TcpSocket client = connect()) {
      client.sendBytes((byte) 0);
      client.end();
    }
  }

  @Test
  void framesInPiecesAndSeveralAtOnceAreRead() throws IOException {
    try (TcpSocket client = connect()) {
      byte[] ping = new JsonObject().put("type", "ping").toBuffer().getBytes();
      client.sendLength(ping.length);
      for (byte each : ping) {
        client.sendBytes(each);
      }
      client.send(ping);
      client.send(ping);
      for (int i = 0; i < 3; i++) {
        assertThat(client.next()).isEqualTo(new JsonObject().put("type", "pong"));
      }
    }
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredAndTheConnectionGoesOn() throws IOException {
    try (TcpSocket client = connect()) {
      client.send("no json".getBytes(StandardCharsets.UTF_8));
      assertThat(client.next().getString("message")).startsWith("invalid_json: ");
      client.send("[1]".getBytes(StandardCharsets.UTF_8));
      assertThat(client.next().getString("message")).startsWith("invalid_json: ");
      client.send(new JsonObject().put("type", "dance").put("address", "chat.rooms"));
      assertThat(client.next().getString("message")).startsWith("unknown_type: ");
      client.send(new JsonObject().put("type", 5));
      assertThat(client.next().getString("message")).startsWith("invalid_body: ");
      client.send(new JsonObject().put("type", "send"));
      assertThat(client.next().getString("message")).startsWith("invalid_body: ");
      client.send(new JsonObject().put("type", "ping"));
      assertThat(client.next().getString("type")).isEqualTo("pong");
    }
  }
}
