package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.testing.ParleyServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@BrowserTest
class ReconnectTest {

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir Path data;

  @Test
  void theServerIsRestartedAndTheConversationGoesOn() {
    Chatter ann = new Chatter(browsing.person(1280, 800), "Ann");
    Chatter ben = new Chatter(browsing.person(1280, 800), "Ben");
    int port;
    try (ParleyServer server = ParleyServer.start(data)) {
      port = server.port();
      ann.arrive(server.http("/")).makeRoom("Harbour").say("before");
      ben.arrive(ann.address());
      assertThat(ben.messages("before")).hasCount(1);
    }
    assertThat(reconnecting(ann)).isVisible();
    ann.say("written while away");
    String samePort = Integer.toString(port);
    try (ParleyServer server = ParleyServer.start(data, Map.of("http.port", samePort))) {
      assertThat(ben.messages("written while away")).hasCount(1);
      assertThat(ann.messages("written while away")).hasCount(1);
      assertThat(reconnecting(ann)).not().isVisible();
      ben.say("after");
      assertThat(ann.messages("after")).hasCount(1);
      assertThat(ann.messages("before")).hasCount(1);
      assertThat(server.port()).isEqualTo(port);
    }
  }

  private static Locator reconnecting(Chatter chatter) {
    return chatter
        .page()
        .getByRole(AriaRole.STATUS)
        .filter(new Locator.FilterOptions().setHasText("Reconnecting"));
  }
}
