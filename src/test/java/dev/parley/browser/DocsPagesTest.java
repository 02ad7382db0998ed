package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * That no page wants another host, and that none is stopped by its policy, is checked for every
 * test by {@link Browsing}.
 */
@BrowserTest
@ExtendWith(BlockedEventLoops.class)
class DocsPagesTest {

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
}
