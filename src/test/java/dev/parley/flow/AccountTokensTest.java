package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens for programs, and one's own devices. */
@ExtendWith(BlockedEventLoops.class)
class AccountTokensTest {
  private static final String ME = "/api/chat/me";
  private static final String TOKENS = ME + "/tokens";
  private static final String SESSIONS = ME + "/sessions";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("access.mode", "members", "limits.tokens", "3"));

  @Test
  void aTokenIsToldOnceAndGoodForWhatItsScopesSay() {
    Account ann = parley.account("Ann");
    JsonNode made = make(ann, "script", "\"read\"");
    String token = made.get("token").asText();
    assertThat(token).matches("parley_t_[A-Za-z0-9_-]{43}");
    Rest reader = bearer(token);
    reader.get(ME).hasStatus(200);
    reader.patch(ME, "{\"status\": \"x\"}").isProblem(403, "forbidden");
    reader.get(SESSIONS).isProblem(403, "forbidden");
    reader.post(TOKENS, "{\"name\": \"x\", \"scopes\": [\"admin\"]}").isProblem(403, "forbidden");
    JsonNode listed = ann.rest().get(TOKENS).isJson(200);
    assertThat(listed.get(0).get("name").asText()).isEqualTo("script");
    assertThat(listed.get(0).get("scopes").toString()).isEqualTo("[\"read\"]");
    assertThat(listed.get(0).get("expires_at").isNull()).isTrue();
    assertThat(listed.toString()).doesNotContain(token);
    Rest writer = bearer(make(ann, "bot", "\"read\", \"write\"").get("token").asText());
    writer.patch(ME, "{\"status\": \"busy\"}").hasStatus(200);
    writer.delete(TOKENS + "/" + made.get("id").asText()).isProblem(403, "forbidden");
    ann.rest().delete(TOKENS + "/" + made.get("id").asText()).hasStatus(204);
    reader.get(ME).isProblem(401, "not_signed_in");
    ann.rest().delete(TOKENS + "/" + made.get("id").asText()).isProblem(404, "not_found");
  }

  @Test
  void anAdministratorsTokenDoesWhatAdministratorsDoOnlyWithThatScope() {
    Account ada = parley.administrator();
    bearer(parley.server().token(ada, "read write").value())
        .get("/api/chat/settings")
        .isProblem(403, "forbidden");
    bearer(parley.server().token(ada, "admin").value()).get("/api/chat/settings").hasStatus(200);
    Account mere = parley.account("Mere");
    bearer(parley.server().token(mere, "read write admin").value())
        .get("/api/chat/settings")
        .isProblem(403, "forbidden");
  }

  @Test
  void whatIsNoTokenIsNotSignedIn() {
    Account bob = parley.account("Bob");
    for (String wrong :
        new String[] {
          "Bearer",
          "Bearer x",
          "Bearer parley_t_" + "x".repeat(43),
          "Bearer " + bob.session().value(),
          "Bearer parley_t_" + "x".repeat(5000)
        }) {
      new Rest(parley.port(), "Authorization", wrong).get(ME).isProblem(401, "not_signed_in");
    }
    String token = parley.server().token(bob, "read").value();
    new Rest(parley.port(), "Cookie", "parley_session=" + token)
        .get(ME)
        .isProblem(401, "not_signed_in");
    new Rest(parley.port(), "Authorization", "Basic QW5uOng=")
        .get(ME)
        .isProblem(401, "not_signed_in");
  }

  @Test
  void aTokenThatHasRunOutIsGoodForNothing() throws SQLException {
    Account cleo = parley.account("Cleo");
    Rest program = bearer(parley.server().token(cleo, "read").value());
    program.get(ME).hasStatus(200);
    try (Connection database = parley.server().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("UPDATE session SET expires_at = 1 WHERE kind = 'token'");
    }
    program.get(ME).isProblem(401, "not_signed_in");
  }

  @Test
  void thereAreNoMoreTokensThanTheLimitAndNoneWithoutAScope() {
    Account dora = parley.account("Dora");
    for (int i = 0; i < 3; i++) {
      make(dora, "t" + i, "\"read\"");
    }
    dora.rest()
        .post(TOKENS, "{\"name\": \"one more\", \"scopes\": [\"read\"]}")
        .isProblem(409, "too_many");
    for (String wrong :
        new String[] {
          "{\"name\": \"x\", \"scopes\": []}",
          "{\"name\": \" \", \"scopes\": [\"read\"]}",
          "{\"name\": \"x\", \"scopes\": [\"never\"]}",
          "{\"name\": \"x\", \"scopes\": [\"read\"], \"expires_in_days\": 0}"
        }) {
      dora.rest().post(TOKENS, wrong).isProblem(400, "invalid_body");
    }
  }

  @Test
  void oneSeesAndEndsOnesOwnDevicesAndNobodyElses() {
    Account emil = parley.account("Emil");
    Rest phone = signIn("Emil", "Phone 1.0");
    JsonNode sessions = emil.rest().get(SESSIONS).isJson(200);
    assertThat(Json.texts(sessions, "agent")).containsExactly("Phone 1.0", "test");
    assertThat(sessions.get(1).get("current").asBoolean()).isTrue();
    assertThat(sessions.get(0).get("address").asText()).isEqualTo("127.0.0.1");
    String phones = SESSIONS + "/" + sessions.get(0).get("id").asText();
    parley.account("Frida").rest().delete(phones).isProblem(404, "not_found");
    phone.get(ME).hasStatus(200);
    emil.rest().delete(phones).hasStatus(204);
    phone.get(ME).isProblem(401, "not_signed_in");
    emil.rest().delete(SESSIONS + "/none").isProblem(404, "not_found");
  }

  @Test
  void allOthersCanBeSignedOutAtOnceWhileProgramsGoOn() {
    Account gina = parley.account("Gina");
    Rest phone = signIn("Gina", "Phone");
    Rest program = bearer(parley.server().token(gina, "read").value());
    gina.rest().send("POST", SESSIONS + "/revoke-others").hasStatus(204);
    phone.get(ME).isProblem(401, "not_signed_in");
    gina.rest().get(ME).hasStatus(200);
    program.get(ME).hasStatus(200);
  }

  private static Rest signIn(String name, String agent) {
    String cookie =
        new Rest(parley.port())
            .sendBody(
                "POST",
                "/api/chat/sign-in",
                Json.object("username", name, "password", Account.PASSWORD),
                "Content-Type",
                "application/json",
                "User-Agent",
                agent)
            .hasStatus(200)
            .header("Set-Cookie");
    return new Rest(parley.port(), "Cookie", cookie.replaceFirst(";.*", ""));
  }

  private static JsonNode make(Account account, String name, String scopes) {
    return account
        .rest()
        .post(TOKENS, "{\"name\": \"%s\", \"scopes\": [%s]}".formatted(name, scopes))
        .isJson(201);
  }

  private static Rest bearer(String token) {
    return new Rest(parley.port(), "Authorization", "Bearer " + token);
  }
}
