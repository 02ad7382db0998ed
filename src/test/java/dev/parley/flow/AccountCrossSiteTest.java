package dev.parley.flow;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
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

  private static Rest page(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Cookie";
    all[1] = ann.cookie();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return new Rest(parley.port(), all);
  }
}
