package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BrowserTest
class LayoutTest {

  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  @ParameterizedTest
  @CsvSource({"320,LIGHT", "320,DARK", "390,LIGHT", "900,DARK", "1280,LIGHT", "1280,DARK"})
  void nothingIsCutOffAndNoAccessibilityFindingIsSerious(int width, ColorScheme scheme) {
    Chatter ann = new Chatter(person(width, scheme), "Ann");
    ann.page().navigate(parley.http("/").toString());
    check(ann);
    ann.arrive(parley.http("/"));
    check(ann);
    ann.makeRoom("Room for " + width + " " + scheme);
    check(ann);
    ann.say("https://example.org/" + "a-very-long-path/".repeat(30));
    ann.say("W".repeat(400));
    assertThat(ann.messages("WWWW")).hasCount(1);
    check(ann);
  }

  @ParameterizedTest
  @CsvSource({"320", "390"})
  void onAPhoneOneThingFillsTheScreenAndBackLeadsToTheRooms(int width) {
    Chatter ann = new Chatter(person(width, ColorScheme.LIGHT), "Ann");
    ann.arrive(parley.http("/")).makeRoom("Pocket " + width);
    assertThat(ann.composer()).isVisible();
    assertThat(navigation(ann)).not().isVisible();
    ann.button("People").click();
    assertThat(ann.person("Ann")).isVisible();
    ann.page().keyboard().press("Escape");
    ann.page().getByLabel("All rooms", new Page.GetByLabelOptions().setExact(true)).click();
    assertThat(navigation(ann)).isVisible();
    assertThat(ann.composer()).not().isVisible();
  }

  private static Locator navigation(Chatter chatter) {
    return chatter
        .page()
        .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Rooms"));
  }

  private static Page person(int width, ColorScheme scheme) {
    return browsing.person(
        new Browser.NewContextOptions().setViewportSize(width, 740).setColorScheme(scheme));
  }

  private static void check(Chatter chatter) {
    Object overflow =
        chatter
            .page()
            .evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as("pixels that stick out to the right").isZero();
    List<Rule> findings =
        new AxeBuilder(chatter.page())
            .analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .toList();
    assertThat(findings).as("serious axe findings").isEmpty();
  }
}
