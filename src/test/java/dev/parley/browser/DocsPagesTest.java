package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.SocketContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That no page wants another host, and that none is stopped by its policy, is checked for every
 * test by {@link Browsing}.
 */
@BrowserTest
@ExtendWith(BlockedEventLoops.class)
class DocsPagesTest {

  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static final String DEAD_LINKS =
      "[...document.querySelectorAll('a[href^=\\'#\\']')].map((link) => link.hash)"
          + ".filter((hash) => !document.getElementById(hash.slice(1)))";

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  @Test
  void swaggerUiShowsTheContractAndTriesItOut() {
    Page page = browsing.person(1280, 900);
    page.navigate(parley.http("/docs").toString());
    assertThat(page.getByText("Read a page of messages, in chronological order")).isVisible();
    page.getByText("List the rooms, newest first").click();
    page.getByText("Try it out").click();
    page.getByText("Execute").click();
    assertThat(page.locator(".live-responses-table").getByText("200").first()).isVisible();
  }

  @Test
  void reDocShowsTheContractWithoutItsMakersLogo() {
    browsing.excuse("https://cdn.redoc.ly/redoc/logo-mini.svg");
    Page page = browsing.person(1280, 900);
    page.navigate(parley.http("/redoc").toString());
    assertThat(
            page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName("Delete a room with its messages")))
        .isVisible();
  }

  @ParameterizedTest
  @CsvSource({"320,LIGHT", "390,DARK", "900,DARK", "1280,LIGHT", "1280,DARK"})
  void theSocketsAreShownWholeWithNothingCutOffAndForEverybody(int width, ColorScheme scheme) {
    Page page =
        browsing.person(
            new Browser.NewContextOptions().setViewportSize(width, 740).setColorScheme(scheme));
    page.navigate(parley.http("/docs/socket").toString());
    assertThat(heading(page, "Full protocol /ws/chat")).isVisible();
    assertThat(heading(page, "Plain protocol /ws/chat/{room_id}")).isVisible();
    isWhole(page, SocketContract.read());
  }

  @ParameterizedTest
  @CsvSource({"320,DARK", "1280,LIGHT"})
  void theEventBusIsShownWholeWithNothingCutOffAndForEverybody(int width, ColorScheme scheme) {
    Page page =
        browsing.person(
            new Browser.NewContextOptions().setViewportSize(width, 740).setColorScheme(scheme));
    page.navigate(parley.http("/docs/bus").toString());
    assertThat(heading(page, "Post chat.room.{room_id}.post")).isVisible();
    isWhole(page, SocketContract.readEventBus());
  }

  @Test
  void aLinkToOneFrameLeadsThere() {
    Page page = browsing.person(1280, 900);
    page.navigate(parley.http("/docs/socket/#chat-frame-presence").toString());
    assertThat(
            page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName("Presence presence").setExact(true)))
        .isInViewport();
  }

  @Test
  void thePagesOfTheDocsLeadToEachOther() {
    Page page = browsing.person(1280, 900);
    page.navigate(parley.http("/docs").toString());
    Page sockets = page.waitForPopup(() -> link(page, "The sockets").click());
    assertThat(heading(sockets, "Parley's sockets")).isVisible();
    link(sockets, "Event bus").click();
    assertThat(heading(sockets, "Parley's event bus")).isVisible();
    link(sockets, "REST (Swagger UI)").click();
    assertThat(sockets.getByText("List the rooms, newest first")).isVisible();
  }

  @Test
  void withoutTheContractThePageSaysSo() {
    Page page = browsing.person(1280, 900);
    page.route(
        "**/asyncapi.json", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    page.navigate(parley.http("/docs/socket").toString());
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("can’t be read just now");
  }

  private static void isWhole(Page page, SocketContract contract) {
    showsEverything(page, contract);
    assertThat(page.locator("main").innerText())
        .doesNotContainPattern("`|\\]\\(|undefined|\\[object");
    assertThat(page.evaluate(DEAD_LINKS)).isEqualTo(List.of());
    assertThat(page.evaluate(OVERFLOW)).as("pixels that stick out to the right").isEqualTo(0);
    List<Rule> findings = new AxeBuilder(page).analyze().getViolations();
    assertThat(findings).as("axe findings").isEmpty();
  }

  /** Every operation, and every field and example of every message. */
  private static void showsEverything(Page page, SocketContract contract) {
    List<JsonNode> shown = page.locator("pre").allInnerTexts().stream().map(Json::parse).toList();
    String text = page.locator("main").innerText();
    for (JsonNode operation : contract.document().get("operations")) {
      assertThat(text).contains(operation.get("summary").asText().replace("`", ""));
    }
    for (JsonNode message : contract.messages().values()) {
      message.get("examples").forEach(each -> assertThat(shown).contains(each.get("payload")));
      assertThat(Json.fields(contract.resolve(message.get("payload")).path("properties")))
          .allMatch(text::contains);
    }
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }
}
