package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that nobody runs yet, and the first people on it. */
@ExtendWith(BlockedEventLoops.class)
class AccountFirstRunTest {
  private static final String SET_UP = "/api/chat/setup";
  private static final String SIGN_UP = "/api/chat/sign-up";
  private static final String SERVER = "/api/chat/server";

  @TempDir Path data;
  private ParleyServer server;
  private Rest rest;

  @BeforeEach
  void start() {
    server = ParleyServer.start(data);
    rest = new Rest(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theLinkMakesTheAdministratorAndIsGoodOnce() {
    assertThat(rest.get(SERVER).isJson(200).toString())
        .isEqualTo(
            "{\"mode\":\"open\",\"sign_up\":\"invitation\",\"needs_setup\":true,\"name\":\"Parley\"}");
    String token = server.setUpToken();
    assertThat(check(token).isJson(200).get("kind").asText()).isEqualTo("setup");
    RestAnswer made = setUp(token, "Ada");
    JsonNode me = made.isJson(201);
    assertThat(me.get("username").asText()).isEqualTo("Ada");
    assertThat(me.get("role").asText()).isEqualTo("administrator");
    Rest ada = as(made);
    assertThat(ada.get("/api/chat/me").isJson(200)).isEqualTo(me);
    assertThat(rest.get(SERVER).isJson(200).get("needs_setup").asBoolean()).isFalse();
    check(token).isProblem(410, "invalid_link");
    setUp(token, "Eve").isProblem(410, "invalid_link");
  }

  @Test
  void aNewLinkTakesThePlaceOfTheOneBefore() {
    String old = server.setUpToken();
    String fresh = server.setUpToken();
    setUp(old, "Ada").isProblem(410, "invalid_link");
    setUp(fresh, "Ada").hasStatus(201);
  }

  @Test
  void anInvitationIsGoodAsOftenAsItSaysAndUntilItIsTakenBack() {
    Rest ada = server.administrator().rest();
    JsonNode invitation = invite(ada, 2);
    String token = token(invitation);
    JsonNode link = check(token).isJson(200);
    assertThat(link.get("kind").asText()).isEqualTo("invitation");
    assertThat(link.get("invited_by").asText()).isEqualTo("Ada");
    signUp(token, "Ann").hasStatus(201);
    signUp(token, "ANN").isProblem(409, "name_taken");
    JsonNode listed = ada.get("/api/chat/invitations").isJson(200);
    assertThat(listed.get(0).get("uses").asInt()).as("a failed one doesn't count").isEqualTo(1);
    assertThat(listed.toString()).doesNotContain(token);
    signUp(token, "Bob").hasStatus(201);
    signUp(token, "Cleo").isProblem(410, "invalid_link");
    JsonNode other = invite(ada, 0);
    ada.delete("/api/chat/invitations/" + other.get("id").asText()).hasStatus(204);
    signUp(token(other), "Cleo").isProblem(410, "invalid_link");
    ada.delete("/api/chat/invitations/" + other.get("id").asText()).isProblem(410, "invalid_link");
    ada.delete("/api/chat/invitations/none").isProblem(410, "invalid_link");
  }

  @Test
  void anInvitationMakesNoAdministratorAndASetUpLinkNoMember() {
    String setUp = server.setUpToken();
    signUp(setUp, "Ann").isProblem(410, "invalid_link");
    String invitation = token(invite(server.administrator().rest(), 1));
    setUp(invitation, "Eve").isProblem(410, "invalid_link");
    setUp(setUp, "Eve").isProblem(410, "invalid_link");
  }

  @Test
  void everybodyMaySignUpOnceTheAdministratorSaysSo() {
    signUp(null, "Ann").isProblem(403, "invitation_needed");
    Rest ada = server.administrator().rest();
    JsonNode settings =
        ada.patch("/api/chat/settings", "{\"sign_up\": \"open\", \"name\": \" The Café \"}")
            .isJson(200);
    assertThat(settings.toString()).isEqualTo("{\"sign_up\":\"open\",\"name\":\"The Café\"}");
    signUp(null, "Ann").hasStatus(201);
    assertThat(rest.get(SERVER).isJson(200).get("name").asText()).isEqualTo("The Café");
    ada.patch("/api/chat/settings", "{\"name\": \"\"}").isProblem(400, "invalid_body");
    ada.patch("/api/chat/settings", "{}").isProblem(400, "invalid_body");
  }

  @Test
  void thereAreNoMoreAccountsThanTheLimit() {
    server.close();
    server = ParleyServer.start(data, Map.of("limits.people", "2"));
    rest = new Rest(server.port());
    Rest ada = server.administrator().rest();
    String token = token(invite(ada, 0));
    signUp(token, "Ann").hasStatus(201);
    signUp(token, "Bob").isProblem(409, "too_many");
  }

  private RestAnswer check(String token) {
    return rest.post("/api/chat/links/check", Json.object("token", token));
  }

  private RestAnswer setUp(String token, String name) {
    return rest.post(
        SET_UP, Json.object("token", token, "username", name, "password", Account.PASSWORD));
  }

  private RestAnswer signUp(String invitation, String name) {
    return rest.post(
        SIGN_UP,
        invitation == null
            ? Json.object("username", name, "password", Account.PASSWORD)
            : Json.object(
                "invitation", invitation, "username", name, "password", Account.PASSWORD));
  }

  private static JsonNode invite(Rest ada, int uses) {
    return ada.post("/api/chat/invitations", "{\"expires_in_hours\": 1, \"uses\": " + uses + "}")
        .isJson(201);
  }

  private static String token(JsonNode invitation) {
    assertThat(invitation.get("link").asText()).startsWith("/join#parley_l_");
    return invitation.get("link").asText().replaceFirst(".*#", "");
  }

  /** The browser that got this answer. */
  private Rest as(RestAnswer signedIn) {
    String cookie = signedIn.header("Set-Cookie").replaceFirst(";.*", "");
    return new Rest(server.port(), "Cookie", cookie, "Origin", "http://127.0.0.1:" + server.port());
  }
}
