package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The queue of reported messages, and who sees what of it. */
@ExtendWith(BlockedEventLoops.class)
class ReportsTest {
  private static final String REPORTS = "/api/chat/reports";
  private static final String ROOMS = "/api/chat/rooms";
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private Account owner;
  private Account moderator;
  private Account member;

  @BeforeEach
  void come() {
    owner = somebody("Owner");
    moderator = somebody("Moderator");
    member = somebody("Member");
  }

  private static Account somebody(String name) {
    return parley.account(name + COUNT.incrementAndGet());
  }

  private String room(String kind) {
    RestAnswer made =
        owner.rest().post(ROOMS, Json.object("name", "Room", "kind", kind)).hasStatus(201);
    String room = made.json().get("id").asText();
    invite(room, moderator, "moderator");
    invite(room, member, "member");
    return room;
  }

  private void invite(String room, Account whom, String role) {
    int status =
        owner
            .rest()
            .sendBody(
                "PUT",
                ROOMS + "/" + room + "/members/" + whom.name(),
                Json.object("role", role),
                "Content-Type",
                "application/json")
            .status();
    assertThat(status).isIn(200, 201);
  }

  /** Has the member report what the owner wrote; gives the report's id. */
  private String report(String room, String content) {
    String messages = ROOMS + "/" + room + "/messages";
    String message =
        owner
            .rest()
            .post(messages, Json.object("username", owner.name(), "content", content))
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    member
        .rest()
        .post(messages + "/" + message + "/report", Json.object("reason", "rude"))
        .hasStatus(201);
    return open(moderator, "").stream()
        .filter(each -> each.get("message_id").asText().equals(message))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asText();
  }

  private static List<JsonNode> open(Account by, String query) {
    List<JsonNode> reports = new ArrayList<>();
    by.rest().get(REPORTS + query).isJson(200).forEach(reports::add);
    return reports;
  }

  private static List<String> ids(Account by, String query) {
    return open(by, query).stream().map(each -> each.get("id").asText()).toList();
  }

  private static RestAnswer close(Account by, String report, String outcome) {
    return by.rest()
        .post(
            REPORTS + "/" + report + "/close", Json.object("outcome", outcome, "note", "I spoke"));
  }

  @Test
  void aReportSaysWhatWasWrittenByWhomAndWhoMindsIt() {
    String room = room("public");
    String id = report(room, "a bad word");
    JsonNode report = open(moderator, "").get(0);
    assertThat(report.get("id").asText()).isEqualTo(id);
    assertThat(report.get("room_id").asText()).isEqualTo(room);
    assertThat(report.get("room_name").asText()).isEqualTo("Room");
    assertThat(report.get("author").asText()).isEqualTo(owner.name());
    assertThat(report.get("content").asText()).isEqualTo("a bad word");
    assertThat(report.get("reporter").asText()).isEqualTo(member.name());
    assertThat(report.get("reason").asText()).isEqualTo("rude");
    assertThat(report.has("closed_at")).isFalse();
  }

  @Test
  void moderatorsSeeThoseOfTheirRoomsAndAdministratorsThoseOfPublicOnesAndTheirOwn() {
    String shown = report(room("public"), "one");
    String secret = room("private");
    invite(secret, somebody("Second"), "owner"); // one who can look after what the first one wrote
    String hidden = report(secret, "two");
    assertThat(ids(owner, "")).contains(shown, hidden);
    assertThat(ids(moderator, "")).containsExactly(hidden, shown);
    assertThat(ids(member, "")).isEmpty();
    assertThat(ids(somebody("Stranger"), "")).isEmpty();
    Account ada = parley.administrator();
    assertThat(ids(ada, "")).contains(shown).doesNotContain(hidden);
    close(ada, hidden, "acted").isProblem(404, "not_found");
    invite(secret, ada, "reader");
    assertThat(ids(ada, "")).contains(shown, hidden);
  }

  @Test
  void aReportIsClosedOnceByThoseWhoSeeIt() {
    String id = report(room("public"), "three");
    close(member, id, "dismissed").isProblem(404, "not_found");
    close(moderator, UUID.randomUUID().toString(), "acted").isProblem(404, "not_found");
    close(moderator, "none", "acted").isProblem(404, "not_found");
    close(moderator, id, "ignored").isProblem(400, "invalid_body");
    close(moderator, id, "dismissed").hasStatus(204);
    close(owner, id, "acted").isProblem(404, "not_found");
    assertThat(ids(moderator, "?state=open")).doesNotContain(id);
    JsonNode closed = open(moderator, "?state=closed").get(0);
    assertThat(closed.get("id").asText()).isEqualTo(id);
    assertThat(closed.get("closed_by").asText()).isEqualTo(moderator.name());
    assertThat(closed.get("outcome").asText()).isEqualTo("dismissed");
    JsonNode audited =
        parley
            .administrator()
            .rest()
            .get("/api/chat/audit?what=report.close&who=" + moderator.name())
            .isJson(200)
            .get(0);
    assertThat(audited.get("whom").asText()).isEqualTo(owner.name());
    assertThat(audited.at("/detail/report").asText()).isEqualTo(id);
    assertThat(audited.at("/detail/note").asText()).isEqualTo("I spoke");
  }

  @Test
  void pagesFollowEachOtherWithoutAHole() {
    String room = room("private");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, report(room, "message " + i));
    }
    List<String> read = new ArrayList<>();
    String page = REPORTS + "?limit=2";
    while (page != null) {
      RestAnswer answer = moderator.rest().get(page);
      answer.isJson(200).forEach(each -> read.add(each.get("id").asText()));
      page = answer.link("next");
    }
    assertThat(read).isEqualTo(made);
  }
}
