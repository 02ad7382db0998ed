package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpServer;
import dev.parley.testing.Account;
import dev.parley.testing.ParleyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page of another origin in a browser that is signed in: the browser sends the cookie along, as
 * the site is the same and only the port another, and the server does nothing of what it asks.
 */
@BrowserTest
class CrossSiteTest {

  /** What the page tries; each gives how it ended, as far as the page can tell. */
  private static final String TRIES =
      """
      async (target) => {
        const results = {};
        const tried = async (name, attempt) => {
          try { results[name] = String(await attempt()); } catch (e) { results[name] = 'refused'; }
        };
        const post = (path, type, body) =>
          fetch(target + path,
            {method: 'POST', credentials: 'include', mode: type ? 'cors' : 'no-cors',
             headers: type ? {'Content-Type': type} : {}, body}).then(r => r.type + r.status);
        await tried('json', () => post('/api/chat/rooms', 'application/json', '{"name":"evil"}'));
        await tried('text', () => post('/api/chat/rooms', '', '{"name":"evil"}'));
        await tried('signOut', () => post('/api/chat/sign-out', '', undefined));
        await tried('read', () =>
          fetch(target + '/api/chat/me', {credentials: 'include'}).then(r => r.text()));
        for (const path of ['/ws/chat', '/eventbus/websocket']) {
          await tried(path, () => new Promise((opened, failed) => {
            const socket = new WebSocket(target.replace('http', 'ws') + path);
            socket.onopen = () => opened('open');
            socket.onerror = () => failed('error');
          }));
        }
        return results;
      }
      """;

  private static final String FORM =
      """
      <!doctype html><title>Prizes</title>
      <form method="post" enctype="text/plain" action="%s/api/chat/rooms" target="_blank">
        <input name='{"name":"evil","x":"' value='"}'><button>Win</button>
      </form>
      """;

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir Path data;

  private ParleyServer server;
  private HttpServer elsewhere;
  private Account ann;
  private Page page;

  @BeforeEach
  void start() throws IOException {
    server =
        ParleyServer.start(data, Map.of("access.mode", "members", "bridge.sockjs.enabled", "true"));
    ann = server.account("Ann");
    String target = "http://127.0.0.1:" + server.port();
    byte[] form = FORM.formatted(target).getBytes(StandardCharsets.UTF_8);
    elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, form.length);
          exchange.getResponseBody().write(form);
          exchange.close();
        });
    elsewhere.start();
    page = browsing.person(new Browser.NewContextOptions());
    page.context()
        .addCookies(
            List.of(
                new Cookie("parley_session", ann.session().value())
                    .setUrl(target)
                    .setHttpOnly(true)
                    .setSameSite(SameSiteAttribute.LAX)));
    browsing.excuse("blocked by CORS policy");
    browsing.excuse("status of 4");
  }

  @AfterEach
  void stop() {
    elsewhere.stop(0);
    server.close();
  }

  @Test
  @SuppressWarnings("unchecked")
  void aPageOfElsewhereDoesAndReadsNothing() {
    page.navigate("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    Map<String, Object> results =
        (Map<String, Object>) page.evaluate(TRIES, "http://127.0.0.1:" + server.port());
    assertThat(results)
        .containsEntry("json", "refused")
        .containsEntry("read", "refused")
        .containsEntry("/ws/chat", "refused")
        .containsEntry("/eventbus/websocket", "refused");
    nothingHasHappened();
  }

  @Test
  void aFormOfElsewhereDoesNothing() {
    page.navigate("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    Page answer = page.waitForPopup(() -> page.locator("button").click());
    assertThat(answer.locator("body")).containsText("cross_site");
    nothingHasHappened();
  }

  private void nothingHasHappened() {
    assertThat(ann.rest().get("/api/chat/rooms").isJson(200)).isEmpty();
    ann.rest().get("/api/chat/me").hasStatus(200);
  }
}
