package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What administrators read of what was done. */
@ExtendWith(BlockedEventLoops.class)
class AuditTest {
  private static final String AUDIT = "/api/chat/audit";
  private static final String ROOMS = "/api/chat/rooms";
  private static final int MANY = 1_001;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest ada = parley.administrator().rest();

  private static void note(String actor, String action, String subject, long at, int times)
      throws SQLException {
    try (Connection database = parley.server().connect();
        PreparedStatement insert =
            database.prepareStatement(
                "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < times; i++) {
        insert.setLong(1, at + i);
        insert.setString(2, actor);
        insert.setString(3, action);
        insert.setString(4, subject);
        insert.setString(5, "{\"i\":\"" + i + "\"}");
        insert.executeUpdate();
      }
    }
  }

  private List<String> texts(String query, String field) {
    return Json.texts(ada.get(AUDIT + query).isJson(200), field);
  }

  @Test
  void whatIsDoneStandsThereWithWhoWhatWhomWhereAndFromWhere() {
    Account ben = parley.account("Ben");
    Account cleo = parley.account("Cleo");
    String room = room(ben);
    String ban = ROOMS + "/" + room + "/bans/Cleo";
    put(ben, ban, Json.object("reason", "rude")).hasStatus(204);
    JsonNode entry = ada.get(AUDIT + "?room=" + room + "&whom=Cleo").isJson(200).get(0);
    assertThat(entry.get("who").asText()).isEqualTo("Ben");
    assertThat(entry.get("who_id").asText()).isEqualTo(ben.id().toString());
    assertThat(entry.get("what").asText()).startsWith("room.");
    assertThat(entry.get("whom").asText()).isEqualTo(cleo.name());
    assertThat(entry.get("room_id").asText()).isEqualTo(room);
    assertThat(entry.get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(entry.get("detail").isObject()).isTrue();
    assertThat(Instant.parse(entry.get("at").asText())).isBefore(Instant.now().plusSeconds(1));
  }

  private static String room(Account owner) {
    return owner
        .rest()
        .post(ROOMS, Json.object("name", "Room"))
        .hasStatus(201)
        .json()
        .get("id")
        .asText();
  }

  private static RestAnswer put(Account by, String path, String body) {
    return by.rest().sendBody("PUT", path, body, "Content-Type", "application/json");
  }

  @Test
  void everyFilterNarrowsAndAllOfThemTogether() throws SQLException {
    long noon = Instant.parse("2026-01-02T12:00:00Z").toEpochMilli();
    note("Eve", "filter.one", "Fay", noon, 2);
    note("Eve", "filter.two", "Gil", noon + 10, 2);
    note("Hal", "filter.two.half", "Gil", noon + 20, 1);
    note("Hal", "filters", "Gil", noon + 30, 1);
    assertThat(texts("?what=filter", "what"))
        .containsExactly("filter.two.half", "filter.two", "filter.two", "filter.one", "filter.one");
    assertThat(texts("?what=filter.two", "what")).hasSize(3);
    assertThat(texts("?who=Eve", "what")).hasSize(4).doesNotContain("filter.two.half");
    assertThat(texts("?whom=Gil&who=Eve", "what")).containsOnly("filter.two").hasSize(2);
    assertThat(texts("?what=filter&from=2026-01-02T12:00:00.010Z", "what")).hasSize(3);
    assertThat(texts("?what=filter&to=2026-01-02T12:00:00.010Z", "what"))
        .containsOnly("filter.one");
    assertThat(texts("?what=nothing", "what")).isEmpty();
    ada.get(AUDIT + "?from=yesterday").isProblem(400, "invalid_parameter");
    ada.get(AUDIT + "?limit=201").isProblem(400, "invalid_parameter");
  }

  @Test
  void pagesFollowEachOtherWithoutAHoleAndKeepTheirFilters() throws SQLException {
    note("Ida", "page.turn", "J\u00fcrgen & Co", 1, 7);
    List<String> read = new ArrayList<>();
    String page = AUDIT + "?what=page&whom=J%C3%BCrgen%20%26%20Co&limit=3";
    int pages = 0;
    while (page != null) {
      RestAnswer answer = ada.get(page);
      answer.isJson(200).forEach(entry -> read.add(entry.at("/detail/i").asText()));
      page = answer.link("next");
      pages++;
    }
    assertThat(read).containsExactly("6", "5", "4", "3", "2", "1", "0");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void theExportIsALineForEachEntryHoweverManyThereAre() throws SQLException {
    note("Kim", "export.line", null, 1, MANY);
    RestAnswer export = ada.get(AUDIT + "/export?what=export").hasStatus(200);
    assertThat(export.header("Content-Type")).isEqualTo("application/jsonl");
    assertThat(export.header("Content-Disposition")).contains("audit.jsonl");
    List<JsonNode> lines = export.body().lines().map(Json::parse).toList();
    assertThat(lines)
        .extracting(line -> line.at("/detail/i").asInt())
        .containsExactlyElementsOf(
            IntStream.iterate(MANY - 1, i -> i >= 0, i -> i - 1).boxed().toList());
    assertThat(ada.get(AUDIT + "?what=export&limit=1").json().get(0)).isEqualTo(lines.get(0));
  }

  @Test
  void noSecretStandsInIt() {
    ada.patch("/api/chat/settings", Json.object("sign_up", "open")).hasStatus(200);
    String password = "a rather long secret";
    RestAnswer made =
        parley
            .rest()
            .post("/api/chat/sign-up", Json.object("username", "Lou", "password", password))
            .hasStatus(201);
    String cookie = made.header("Set-Cookie").replaceFirst(";.*", "");
    String origin = "http://127.0.0.1:" + parley.port();
    Rest lou = new Rest(parley.port(), "Cookie", cookie, "Origin", origin);
    String token =
        lou.post("/api/chat/me/tokens", "{\"name\":\"one\",\"scopes\":[\"read\"]}")
            .hasStatus(201)
            .json()
            .get("token")
            .asText();
    lou.post(
            "/api/chat/me/password", Json.object("current", password, "password", "another secret"))
        .hasStatus(204);
    String all = ada.get(AUDIT + "/export").hasStatus(200).body();
    assertThat(all)
        .contains("\"who\":\"Lou\"")
        .doesNotContain(
            password, "another secret", token, cookie.replaceFirst(".*=", ""), "argon2");
  }

  @Test
  void whichInvitationTokenAndDeviceItWasIsSaid() {
    String invitation =
        ada.post(
                "/api/chat/invitations",
                "{\"note\": \"for the team\", \"uses\": 1, \"expires_in_hours\": 1}")
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    ada.delete("/api/chat/invitations/" + invitation).hasStatus(204);
    isDetail(entry(ada, "?what=invitation.create"), "note", "for the team", invitation);
    isDetail(entry(ada, "?what=invitation.revoke"), "note", "for the team", invitation);
    Account otto = parley.account("Otto");
    String tokens = "/api/chat/me/tokens";
    String token =
        otto.rest()
            .post(tokens, "{\"name\":\"the bot\",\"scopes\":[\"read\"]}")
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    otto.rest().delete(tokens + "/" + token).hasStatus(204);
    isDetail(entry(ada, "?who=Otto&what=me.create-token"), "label", "the bot", token);
    isDetail(entry(ada, "?who=Otto&what=me.revoke-token"), "label", "the bot", token);
  }

  private static JsonNode entry(Rest reader, String query) {
    return reader.get(AUDIT + query + "&limit=1").isJson(200).get(0);
  }

  private static void isDetail(JsonNode entry, String field, String value, String id) {
    assertThat(entry.at("/detail/" + field).asText()).isEqualTo(value);
    assertThat(entry.at("/detail/id").asText()).isEqualTo(id);
  }

  @Test
  void whoMakesAnAccountForThemselvesIsWhoDidIt() {
    ada.patch("/api/chat/settings", Json.object("sign_up", "open")).hasStatus(200);
    String credentials = Json.object("username", "Pia", "password", Account.PASSWORD);
    parley.rest().post("/api/chat/sign-up", credentials).hasStatus(201);
    JsonNode made = entry(ada, "?whom=Pia&what=person.create");
    assertThat(made.get("who").asText()).isEqualTo("Pia");
    assertThat(made.get("who_id").isNull()).isFalse();
    assertThat(made.get("address").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void signInsThatFailAreNotedButNoNameThatNobodyHas() throws InterruptedException {
    parley.account("Quinn");
    String signIn = "/api/chat/sign-in";
    String wrong = Json.object("username", "Quinn", "password", "not the right one");
    parley.rest().post(signIn, wrong).isProblem(401, "wrong_credentials");
    awaitEntries("?what=person.sign-in-failed&whom=Quinn", 1);
    String typedIntoTheWrongField = "my dear password";
    String unknown = Json.object("username", typedIntoTheWrongField, "password", "x".repeat(10));
    parley.rest().post(signIn, unknown).isProblem(401, "wrong_credentials");
    awaitEntries("?what=person.sign-in-failed", 2);
    assertThat(ada.get(AUDIT + "/export").hasStatus(200).body())
        .doesNotContain(typedIntoTheWrongField);
  }

  /** What failed is written after the answer, which doesn't tell by its time what it was. */
  private void awaitEntries(String query, int count) throws InterruptedException {
    for (int tries = 0; ada.get(AUDIT + query).isJson(200).size() < count; tries++) {
      assertThat(tries).as(query).isLessThan(1_000);
      Thread.sleep(10);
    }
    assertThat(ada.get(AUDIT + query).isJson(200)).hasSize(count);
  }

  @Test
  void whoTookDataOutIsNoted() {
    ada.get(AUDIT + "/export").hasStatus(200);
    assertThat(entry(ada, "?what=audit.export").get("who_id").isNull()).isFalse();
    Account rosa = parley.account("Rosa");
    rosa.rest().get("/api/chat/me/export").hasStatus(200);
    assertThat(entry(ada, "?what=me.export").get("who").asText()).isEqualTo("Rosa");
  }

  @Test
  void itIsForAdministrators() {
    Rest mia = parley.account("Mia").rest();
    mia.get(AUDIT).isProblem(403, "forbidden");
    mia.get(AUDIT + "/export").isProblem(403, "forbidden");
    parley.rest().get(AUDIT).isProblem(401, "not_signed_in");
  }

  /** A name from outside comes back in a header, in the address of the next page. */
  @Test
  void nothingThatIsLookedForBreaksOutOfAHeader() throws SQLException {
    ada.get(AUDIT + "?who=Nia%0D%0AX-Evil:%201").isProblem(400, "invalid_parameter");
    String name = "Nia>; rel=prev, <https://evil.example/?\u2028\u00e9";
    note(name, "inject.header", null, 1, 2);
    RestAnswer answer =
        ada.get(AUDIT + "?limit=1&who=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    answer.hasStatus(200);
    assertThat(answer.link("prev")).isNull();
    assertThat(answer.header("Link")).matches("<[!-;=?-~]+>; rel=\"next\"");
    assertThat(ada.get(answer.link("next")).isJson(200)).hasSize(1);
  }

  @Test
  void aNameThatLooksLikeANumberIsANameAllTheSame() throws SQLException {
    note("4711", "number.one", null, 1, 1);
    note("true", "number.two", null, 1, 1);
    assertThat(texts("?who=4711", "what")).containsExactly("number.one");
    assertThat(texts("?who=true", "what")).containsExactly("number.two");
  }
}
