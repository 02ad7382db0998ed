package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.testing.ParleyServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How people get an account on a server for members, and keep it to themselves. */
@BrowserTest
class AccountsTest {

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir Path data;

  private ParleyServer server;

  @BeforeEach
  void start() {
    server = ParleyServer.start(data, Map.of("access.mode", "members"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstOneSetsTheServerUpAndInvitesTheSecond() {
    Member ann = member("Ann").open(setUpLink());
    assertThat(ann.heading("Set up this server")).isVisible();
    assertThat(ann.page()).hasURL(server.http("/setup").toString());
    check(ann);
    ann.makeAccount("Make the account");
    ann.open(server.http("/admin")).openTab("Invitations");
    check(ann);
    ann.chatter().button("New invitation").click();
    ann.chatter().button("Make the link").click();
    URI link = URI.create(ann.field("Link").innerText());
    ann.chatter().button("Done").click();
    Member ben = member("Ben").open(link);
    assertThat(ben.page().getByText("Ann has invited you.")).isVisible();
    check(ben);
    ben.makeAccount("Join");
    Member late = member("Late").open(link);
    assertThat(late.heading("This link doesn’t work")).isVisible();
    ann.openTab("People");
    assertThat(ann.chatter().button("What to do with Ben")).isVisible();
    check(ann, late);
  }

  @Test
  void whoIsNotSignedInSeesNothingButTheSignIn() {
    member("Ann").comeBy(setUpLink(), "Make the account");
    Member again = member("Ann").open(server.http("/me"));
    assertThat(again.heading("Sign in")).isVisible();
    check(again);
    again.field("Name").fill("Ann");
    again.field("Password").fill("four apples and no pear");
    again.chatter().button("Sign in").click();
    assertThat(again.page().getByText("The name or the password is wrong.")).isVisible();
    again.signIn();
    assertThat(again.heading("Your account")).isVisible();
    assertThat(again.page()).hasURL(server.http("/me").toString());
    check(again);
  }

  @Test
  void aDeviceThatIsSignedOutLosesItsPageAtOnce() {
    Member ann = member("Ann").comeBy(setUpLink(), "Make the account");
    Member phone = member("Ann").open(server.http("/")).signIn();
    assertThat(phone.rooms()).isVisible();
    ann.fromMenu("Settings", "Your account").openTab("Devices");
    check(ann);
    ann.chatter().button("Sign out all others").click();
    assertThat(phone.page().getByText("You are not signed in any more.")).isVisible();
    assertThat(phone.rooms()).hasCount(0);
  }

  @Test
  void theSecondFactorIsSetUpWithACodeDrawnInThePage() {
    Member ann = member("Ann").comeBy(setUpLink(), "Make the account");
    ann.fromMenu("Settings", "Your account").openTab("Password");
    ann.chatter().button("Set up two-factor sign-in").click();
    ann.field("Your password").fill(Member.PASSWORD);
    ann.chatter().button("Continue").click();
    Locator drawn = ann.page().getByRole(AriaRole.IMG).and(ann.page().locator("canvas"));
    assertThat(drawn).isVisible();
    check(ann);
    ann.field("Code").fill("000 000");
    ann.chatter().button("Turn on").click();
    assertThat(ann.page().getByText("The code is wrong")).isVisible();
  }

  private URI setUpLink() {
    return server.http("/setup#" + server.setUpToken());
  }

  private static Member member(String name) {
    return new Member(browsing.person(1280, 800), name);
  }

  private static void check(Member... members) {
    for (Member member : members) {
      List<Rule> findings = new AxeBuilder(member.page()).analyze().getViolations();
      assertThat(findings).as("axe findings").isEmpty();
    }
  }
}
