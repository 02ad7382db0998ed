package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What pages of elsewhere can make a signed-in browser do. */
@ExtendWith(BlockedEventLoops.class)
class AccountCrossSiteTest {
  private static final String ME = "/api/chat/me";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("http.allowed-origins", "https://chat.example.org"));

  private static Account ann;

  @BeforeAll
  static void signIn() {
    ann = parley.account("Ann");
  }

  @Test
  void aRequestWithTheCookieThatChangesSomethingMustComeFromAPageOfThisServer() {
    for (String[] strange :
        new String[][] {
          {},
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Origin", "http://127.0.0.1:1"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"Sec-Fetch-Site", "none"},
          {"Origin", "https://evil.example", "Sec-Fetch-Site", "same-origin"}
        }) {
      Rest page = page(strange);
      page.patch(ME, "{\"status\": \"hacked\"}").isProblem(403, "cross_site");
      page.send("DELETE", ME + "/avatar").isProblem(403, "cross_site");
      page.send("POST", "/api/chat/sign-out").isProblem(403, "cross_site");
      page.post("/api/chat/rooms", "{\"name\": \"hacked\"}").isProblem(403, "cross_site");
    }
    page().get(ME).hasStatus(200);
  }

  @Test
  void fromAPageOfThisServerOrOneThatIsAllowedItIsDone() {
    page("Origin", "http://127.0.0.1:" + parley.port())
        .patch(ME, "{\"status\": \"1\"}")
        .hasStatus(200);
    page("Sec-Fetch-Site", "same-origin").patch(ME, "{\"status\": \"2\"}").hasStatus(200);
    page("Origin", "https://chat.example.org").patch(ME, "{\"status\": \"3\"}").hasStatus(200);
  }

  @Test
  void programsAndGuestsHaveNoCookieThatABrowserWouldSend() {
    String token = parley.server().token(ann, "write").value();
    new Rest(parley.port(), "Authorization", "Bearer " + token)
        .patch(ME, "{\"status\": \"4\"}")
        .hasStatus(200);
    parley.rest().post("/api/chat/rooms", "{\"name\": \"A guest's\"}").hasStatus(201);
  }

  /** By a form, with which a browser sends no cookie that is Lax, but takes what it is told. */
  @Test
  void noPageOfElsewhereSignsABrowserInOrOut() {
    String credentials = Json.object("username", "Ann", "password", Account.PASSWORD);
    for (String[] elsewhere :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"}
        }) {
      Rest form = new Rest(parley.port(), elsewhere);
      form.send("POST", "/api/chat/sign-out").isProblem(403, "cross_site");
      form.post("/api/chat/sign-in", credentials).isProblem(403, "cross_site");
      form.post("/api/chat/sign-up", credentials).isProblem(403, "cross_site");
      String link = Json.object("token", "x", "username", "Eve", "password", "12 x 12 x 12");
      form.post("/api/chat/setup", link).isProblem(403, "cross_site");
      form.post("/api/chat/reset-password", Json.object("token", "x", "password", "12 x 12 x 12"))
          .isProblem(403, "cross_site");
    }
    page().get(ME).hasStatus(200);
  }

  @Test
  void signingOutClearsNoCookieThatDidNotCome() {
    assertThat(parley.rest().send("POST", "/api/chat/sign-out").hasStatus(204).header("Set-Cookie"))
        .isNull();
  }

  private static Rest page(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Cookie";
    all[1] = ann.cookie();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return new Rest(parley.port(), all);
  }
}
