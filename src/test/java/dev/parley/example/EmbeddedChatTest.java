package dev.parley.example;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Parley;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Parley on the Vert.x of another application, whose users come with that application's tokens. */
@ExtendWith(BlockedEventLoops.class)
class EmbeddedChatTest {

  private static final String ANN = "token-of-ann";
  private static final String NOBODY = "token-of-nobody";
  private static final String SIGN_IN = "not_signed_in: Sign in first.";
  private static final String NOT_ELSE = "forbidden: You may not act as somebody else.";

  @TempDir static Path folder;

  private static Vertx vertx;
  private static Parley chat;
  private static String room;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx(ParleyServer.options());
    chat = await(new EmbeddedChat(Map.of(ANN, "Ann")).start(vertx, folder.toString()));
    room = await(chat.client("Application").createRoom("Lobby")).id().toString();
  }

  @AfterAll
  static void stop() {
    await(chat.stop());
    await(vertx.close());
  }

  @Test
  void overRestAUserIsWhoTheTokenSays() {
    post(ANN, "Ann", "over REST").hasStatus(201);
    assertThat(Json.texts(messages(ANN).hasStatus(200).json(), "content")).contains("over REST");
    post(ANN, "Bob", "posing").isProblem(403, "forbidden");
  }

  @Test
  void overRestNobodyReadsOrWritesWithoutAToken() {
    rest().get("/api/chat/rooms").isProblem(401, "not_signed_in");
    rest().get(path()).isProblem(401, "not_signed_in");
    messages(NOBODY).isProblem(401, "not_signed_in");
    rest()
        .post(path(), Json.object("username", "Ann", "content", "posing"))
        .isProblem(401, "not_signed_in");
    post(NOBODY, "Ann", "posing").isProblem(401, "not_signed_in");
  }

  @Test
  void overASocketAUserIsWhoTheTokenSays() {
    try (ChatClient ann = connect("Ann", "Authorization", "Bearer " + ANN)) {
      assertThat(ann.next().at("/user/username").asText()).isEqualTo("Ann");
      ann.send(FullFrames.subscribe(room));
      ann.await("subscribed");
      ann.send(FullFrames.message(room, "over a socket", "n-1"));
      ann.await("ack");
    }
    try (ChatClient bob = connect("Bob", "Authorization", "Bearer " + ANN)) {
      assertThat(bob.awaitClose().code()).isEqualTo(4501);
    }
  }

  @Test
  void withoutATokenASocketIsClosed() {
    try (ChatClient ann = connect("Ann");
        ChatClient posing = connect("Ann", "Authorization", "Bearer " + NOBODY);
        ChatClient plain = ChatClient.connect(chat.port(), ChatClient.target(room, "Ann"))) {
      assertThat(ann.awaitClose().code()).isEqualTo(4501);
      assertThat(posing.awaitClose().code()).isEqualTo(4501);
      assertThat(plain.awaitClose().code()).isEqualTo(4501);
    }
  }

  @Test
  void theShellScriptPostsWithAToken() throws Exception {
    assertThat(script(ANN, "Ann").exitCode()).isZero();
    assertThat(script(ANN, "Bob")).isEqualTo(new PostScript(1, NOT_ELSE));
    assertThat(script(NOBODY, "Ann")).isEqualTo(new PostScript(1, SIGN_IN));
    assertThat(script(null, "Ann")).isEqualTo(new PostScript(1, SIGN_IN));
  }

  @Test
  void overABridgeNothingIsOpenWithoutAToken() throws Exception {
    try (BridgeSocket client = new BridgeSocket(chat.bridgePort())) {
      String history = Json.object("room_id", room);
      assertThat(refusal(client.ask("chat.session", Json.object("username", "Ann"))))
          .isEqualTo(SIGN_IN);
      assertThat(refusal(client.ask("chat.history", history))).startsWith("not_signed_in: ");
      assertThat(refusal(client.ask("chat.rooms", Json.object("action", "list"))))
          .startsWith("not_signed_in: ");
      assertThat(refusal(client.listen("chat.room." + room + ".events")))
          .startsWith("not_signed_in: ");
      String token = Json.object("Authorization", "Bearer " + ANN);
      JsonNode session = client.ask("chat.session", token, "{}");
      assertThat(session.at("/body/username").asText()).isEqualTo("Ann");
      assertThat(client.ask("chat.history", history).at("/body/messages").isArray()).isTrue();
      String posing = Json.object("username", "Bob", "content", "posing");
      assertThat(refusal(client.ask("chat.room." + room + ".post", posing))).isEqualTo(NOT_ELSE);
    }
  }

  private static String refusal(JsonNode frame) {
    assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo("err");
    return frame.get("message").asText();
  }

  private static PostScript script(String token, String name) throws Exception {
    return PostScript.run(chat.bridgePort(), token, room, name, "from a script");
  }

  private static ChatClient connect(String name, String... headers) {
    return ChatClient.connect(chat.port(), FullFrames.target(name), headers);
  }

  private static Rest rest() {
    return new Rest(chat.port());
  }

  private static String path() {
    return "/api/chat/rooms/" + room + "/messages";
  }

  private static RestAnswer messages(String token) {
    return rest().send("GET", path(), "Authorization", "Bearer " + token);
  }

  private static RestAnswer post(String token, String name, String content) {
    return rest()
        .sendBody(
            "POST",
            path(),
            Json.object("username", name, "content", content),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token);
  }
}
