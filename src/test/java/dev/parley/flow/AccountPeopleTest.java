package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What administrators do with people, and what people do with their own account in the end. */
@ExtendWith(BlockedEventLoops.class)
class AccountPeopleTest {
  private static final String PEOPLE = "/api/chat/people/";
  private static final String ME = "/api/chat/me";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley = new ParleyExtension(() -> data, Map.of());

  private final Account ada = parley.administrator();

  @Test
  void aRoleThatChangesCountsFromTheNextRequestOn() {
    Account ann = parley.account("Ann");
    ann.rest().get("/api/chat/settings").isProblem(403, "forbidden");
    JsonNode person = ada.rest().patch(PEOPLE + "ann", "{\"role\": \"administrator\"}").isJson(200);
    assertThat(person.get("role").asText()).isEqualTo("administrator");
    ann.rest().get("/api/chat/settings").hasStatus(200);
    ada.rest().patch(PEOPLE + "ann", "{\"role\": \"member\"}").hasStatus(200);
    ann.rest().get("/api/chat/settings").isProblem(403, "forbidden");
    ada.rest().patch(PEOPLE + "ann", "{\"role\": \"king\"}").isProblem(400, "invalid_body");
  }

  @Test
  void theLastAdministratorStaysOne() {
    for (RestAnswer refused :
        List.of(
            ada.rest().patch(PEOPLE + "ada", "{\"role\": \"member\"}"),
            ada.rest().patch(PEOPLE + "ada", "{\"deactivated\": true}"),
            ada.rest().post(PEOPLE + "ada/ban", "{}"),
            ada.rest().post(PEOPLE + "ada/delete", "{\"messages\": \"keep\"}"),
            ada.rest()
                .post(
                    ME + "/delete",
                    Json.object("password", Account.PASSWORD, "messages", "keep")))) {
      refused.isProblem(403, "forbidden");
    }
    ada.rest().get("/api/chat/settings").hasStatus(200);
  }

  @Test
  void whoIsDeactivatedIsOutAndComesBackWithANewSession() {
    Account bob = parley.account("Bob");
    String token = parley.server().token(bob, "read").value();
    ada.rest().patch(PEOPLE + "bob", "{\"deactivated\": true}").hasStatus(200);
    bob.rest().get(ME).isProblem(401, "not_signed_in");
    new Rest(parley.port(), "Authorization", "Bearer " + token)
        .get(ME)
        .isProblem(401, "not_signed_in");
    Account carl = parley.account("Carl");
    assertThat(Json.texts(carl.rest().get("/api/chat/people").isJson(200), "username"))
        .contains("Carl")
        .doesNotContain("Bob");
    assertThat(Json.texts(ada.rest().get("/api/chat/people").isJson(200), "username"))
        .contains("Bob");
    ada.rest().patch(PEOPLE + "bob", "{\"deactivated\": false}").hasStatus(200);
    bob.rest().get(ME).isProblem(401, "not_signed_in");
    parley
        .rest()
        .post("/api/chat/sign-in", Json.object("username", "Bob", "password", Account.PASSWORD))
        .hasStatus(200);
  }

  @Test
  void whoIsSignedOutByAnAdministratorIsOutEverywhere() {
    Account dora = parley.account("Dora");
    String token = parley.server().token(dora, "read").value();
    ada.rest().send("POST", PEOPLE + "dora/sign-out").hasStatus(204);
    dora.rest().get(ME).isProblem(401, "not_signed_in");
    new Rest(parley.port(), "Authorization", "Bearer " + token)
        .get(ME)
        .isProblem(401, "not_signed_in");
    ada.rest().send("POST", PEOPLE + "nobody/sign-out").isProblem(404, "person_not_found");
  }

  @Test
  void whoIsNoAdministratorDoesNothingOfThis() {
    Account emil = parley.account("Emil");
    for (Rest rest : List.of(emil.rest(), parley.rest())) {
      int status = rest == parley.rest() ? 401 : 403;
      for (RestAnswer refused :
          List.of(
              rest.patch(PEOPLE + "ada", "{\"deactivated\": true}"),
              rest.post(PEOPLE + "ada/ban", "{}"),
              rest.post(PEOPLE + "ada/delete", "{\"messages\": \"keep\"}"),
              rest.send("POST", PEOPLE + "ada/reset-link"),
              rest.send("POST", PEOPLE + "ada/sign-out"),
              rest.get("/api/chat/invitations"),
              rest.get("/api/chat/settings"))) {
        assertThat(refused.status()).isIn(401, status);
      }
    }
  }

  @Test
  void aDeletedAccountIsGoneButItsNameStaysTaken() throws SQLException {
    Account finn = parley.account("Finn");
    String delete = Json.object("password", Account.PASSWORD, "messages", "keep");
    finn.rest()
        .post(ME + "/delete", Json.object("password", "wrong one", "messages", "keep"))
        .isProblem(401, "wrong_credentials");
    finn.rest().post(ME + "/delete", delete).hasStatus(204);
    finn.rest().get(ME).isProblem(401, "not_signed_in");
    ada.rest().get(PEOPLE + "finn").isProblem(404, "person_not_found");
    parley
        .rest()
        .post("/api/chat/sign-in", Json.object("username", "Finn", "password", Account.PASSWORD))
        .isProblem(401, "wrong_credentials");
    String room = parley.makeRoom();
    parley
        .rest()
        .post(
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", "finn", "content", "I am back"))
        .isProblem(403, "forbidden");
    assertThat(column("SELECT display_name FROM person WHERE name_key = 'finn'"))
        .containsExactly("deleted person");
  }

  @Test
  void aBannedOneIsOutAndWhatTheyWroteGoesIfWanted() {
    String room = parley.makeRoom();
    Account gus = write("Gus", room);
    Account hal = write("Hal", room);
    Account ina = write("Ina", room);
    ada.rest().post(PEOPLE + "gus/ban", "{\"delete_messages\": true}").hasStatus(204);
    ada.rest().post(PEOPLE + "hal/ban", "{}").hasStatus(204);
    ina.rest()
        .post(ME + "/delete", Json.object("password", Account.PASSWORD, "messages", "keep"))
        .hasStatus(204);
    gus.rest().get(ME).isProblem(401, "not_signed_in");
    hal.rest().get(ME).isProblem(401, "not_signed_in");
    assertThat(ada.rest().get(PEOPLE + "gus").isJson(200).get("deactivated").asBoolean()).isTrue();
    List<String> left = List.of();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (left.size() != 2 || left.contains("Ina")) {
      assertThat(System.nanoTime()).as("is left: %s", left).isLessThan(end);
      left = parley.rest().history(room).stream().map(m -> m.get("username").asText()).toList();
    }
    assertThat(left).containsExactly("Hal", "deleted person");
  }

  private static Account write(String name, String room) {
    Account account = parley.account(name);
    account
        .rest()
        .post(
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", name, "content", "Hello!"))
        .hasStatus(201);
    return account;
  }

  @Test
  @Timeout(30)
  void reportsOfWhatADeletedAccountWroteGoOrNameNobody() throws SQLException, InterruptedException {
    for (String mode : List.of("keep", "delete")) {
      // a guest of that name before there was the account, and one who reports all
      String name = "Lea " + mode;
      String messages = "/api/chat/rooms/" + parley.makeRoom() + "/messages";
      report(parley.rest(), messages, name, "A guest's", mode);
      Account lea = parley.account(name);
      report(lea.rest(), messages, name, "An account's", mode);
      String of = post(parley.rest(), messages, "Guest", "Hello!");
      for (Account reporter : List.of(lea, parley.account("Max " + mode))) {
        reporter
            .rest()
            .post(messages + "/" + of + "/report", Json.object("reason", mode))
            .hasStatus(201);
      }
      for (String gone : List.of(name, "Max " + mode)) {
        ada.rest()
            .post(PEOPLE + gone.replace(" ", "%20") + "/delete", "{\"messages\": \"" + mode + "\"}")
            .hasStatus(204);
      }
      while (!column("SELECT name FROM erasure").isEmpty()) {
        Thread.sleep(20);
      }
      List<String> expected =
          new ArrayList<>(
              List.of(name + ": A guest's, by Guest", "Guest: Hello!, by deleted person"));
      if (mode.equals("keep")) {
        expected.add("deleted person: An account's, by Guest");
      }
      assertThat(
              column(
                  "SELECT author || ': ' || content || ', by ' || reporter FROM report WHERE reason = '"
                      + mode
                      + "'"))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static void report(
      Rest author, String messages, String name, String content, String reason) {
    String message = post(author, messages, name, content);
    parley
        .rest()
        .post(
            messages + "/" + message + "/report",
            Json.object("username", "Guest", "reason", reason))
        .hasStatus(201);
  }

  private static String post(Rest author, String messages, String name, String content) {
    return author
        .post(messages, Json.object("username", name, "content", content))
        .isJson(201)
        .get("id")
        .asText();
  }

  @Test
  void whatWasDoneToWhomAndFromWhereIsInTheAuditLogWithoutSecrets() throws SQLException {
    parley.account("Ida");
    ada.rest().patch(PEOPLE + "ida", "{\"role\": \"administrator\"}").hasStatus(200);
    ada.rest().post(PEOPLE + "ida/delete", "{\"messages\": \"delete\"}").hasStatus(204);
    assertThat(
            column(
                "SELECT actor || ' ' || action || ' ' || address || ' ' || detail FROM audit"
                    + " WHERE subject = 'Ida' OR subject = 'ida' ORDER BY n"))
        .containsExactly(
            "Ada person.change 127.0.0.1 {\"role\":\"administrator\"}",
            "Ada person.delete 127.0.0.1 {\"messages\":\"delete\"}");
    assertThat(column("SELECT detail FROM audit"))
        .noneMatch(detail -> detail.contains("parley_") || detail.contains("argon2"));
  }

  @Test
  void theArchiveHasWhatOneIsAndWrote() throws IOException {
    Account jo = parley.account("Jo");
    String room = parley.makeRoom();
    String messages = "/api/chat/rooms/" + room + "/messages";
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      jo.rest()
          .post(messages, Json.object("username", "Jo", "content", "Mine " + i))
          .hasStatus(201);
      parley
          .rest()
          .post(messages, Json.object("username", "Guest", "content", "Not mine"))
          .hasStatus(201);
      written.add("Mine " + i);
    }
    jo.rest()
        .sendBody(
            "PUT",
            "/api/chat/rooms/" + room + "/draft",
            Json.object("content", "Unsent"),
            "Content-Type",
            "application/json")
        .hasStatus(200);
    RestAnswer answer = jo.rest().get(ME + "/export").hasStatus(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
    assertThat(answer.header("Content-Disposition")).contains("attachment");
    Map<String, String> files = unzip(answer.bytes());
    assertThat(files)
        .containsOnlyKeys(
            "me.json",
            "sessions.json",
            "tokens.json",
            "rooms.json",
            "drafts.json",
            "messages.jsonl");
    assertThat(Json.parse(files.get("me.json")).get("username").asText()).isEqualTo("Jo");
    assertThat(Json.parse(files.get("drafts.json")).at("/0/content").asText()).isEqualTo("Unsent");
    assertThat(Json.parse(files.get("sessions.json"))).hasSize(1);
    assertThat(files.values()).noneMatch(file -> file.contains("parley_s_"));
    List<String> contents =
        files
            .get("messages.jsonl")
            .lines()
            .map(line -> Json.parse(line).get("content").asText())
            .toList();
    assertThat(contents).isEqualTo(written);
    parley.rest().get(ME + "/export").isProblem(401, "not_signed_in");
  }

  private static Map<String, String> unzip(byte[] archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** What was ordered; the order itself is gone as soon as it is carried out. */
  private static List<String> messagesOf(String name) throws SQLException {
    return column("SELECT detail FROM audit WHERE lower(subject) = lower('" + name + "')");
  }

  private static List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection database = parley.server().connect();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
