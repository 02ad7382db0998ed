package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The guard itself: without it, that no page wants another host would go without saying. */
@BrowserTest
class BrowsingTest {

  @RegisterExtension static final Browsing browsing = new Browsing();

  @Test
  void aPageThatReachesOutIsSeen() {
    Page page = browsing.person(400, 400);
    page.navigate("about:blank");
    page.evaluate("fetch('http://elsewhere.example/x').catch(() => 'as it should')");
    assertThat(browsing.takeWanted()).anyMatch(line -> line.contains("elsewhere.example"));
  }
}
