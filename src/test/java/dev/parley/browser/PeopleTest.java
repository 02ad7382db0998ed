package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
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

/** People with accounts on a server for members: how they come in, meet, and keep order. */
@BrowserTest
class PeopleTest {

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir Path data;

  private ParleyServer server;
  private Member ann;

  @BeforeEach
  void setUpTheServer() {
    server = ParleyServer.start(data, Map.of("access.mode", "members"));
    ann = member("Ann").comeBy(server.http("/setup#" + server.setUpToken()), "Make the account");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoIsInvitedTalksInAPrivateRoomThatOutsidersDontFind() {
    Member ben = invited("Ben");
    Member eve = invited("Eve");
    ann.makePrivateRoom("Board").invite("Ben").chatter().say("the figures");
    URI address = ann.chatter().address();
    ben.listed("Board").click();
    assertThat(ben.chatter().messages("the figures")).hasCount(1);
    assertThat(ben.notice("Ann added Ben")).isVisible();
    ben.chatter().say("I have read them");
    assertThat(ann.chatter().messages("I have read them")).hasCount(1);
    assertThat(eve.listed("Board")).hasCount(0);
    eve.open(address);
    assertThat(eve.heading("This room is gone")).isVisible();
    check(ann, ben, eve);
  }

  @Test
  void aRoomsAddressLeadsBackToItAfterSigningIn() {
    ann.chatter().makeRoom("Garden").say("hello");
    Member again = member("Ann").open(ann.chatter().address());
    assertThat(again.heading("Sign in")).isVisible();
    check(again);
    again.signIn();
    assertThat(again.chatter().heading("Garden")).isVisible();
    assertThat(again.chatter().messages("hello")).hasCount(1);
  }

  @Test
  void whatIsSaidInAConversationIsForItsPeople() {
    Member ben = invited("Ben");
    ann.openDirect("Ben").chatter().say("just for you");
    ben.listed("Ann").click();
    assertThat(ben.chatter().messages("just for you")).hasCount(1);
    check(ann, ben);
  }

  @Test
  void whoIsBannedLeavesAtOnceWithEverythingTheyWrote() {
    Member ben = invited("Ben");
    ann.makePrivateRoom("Board").invite("Ben");
    ben.listed("Board").click();
    ben.chatter().say("something rude");
    ann.onMessage("something rude", "Ban Ben");
    check(ann);
    ann.page().getByLabel("Delete everything they wrote here").check();
    ann.chatter().button("Ban").click();
    assertThat(ben.heading("You were banned from this room")).isVisible();
    assertThat(ben.listed("Board")).hasCount(0);
    assertThat(ann.chatter().messages("something rude")).hasCount(0);
    assertThat(ann.notice("Ann banned Ben")).isVisible();
    check(ben);
  }

  @Test
  void aReportIsSettledByDeletingTheMessageAndStandsInTheAuditLog() {
    Member ben = invited("Ben");
    ann.chatter().makeRoom("Garden").say("something unkind");
    ben.open(ann.chatter().address()).onMessage("something unkind", "Report");
    ben.page().getByLabel("What is wrong with it?").fill("It is unkind.");
    ben.chatter().button("Report").click();
    assertThat(ben.page().getByText("The message is reported.")).isVisible();
    ann.fromMenu("Settings", "Administration").openTab("Reports");
    assertThat(ann.page().getByText("It is unkind.")).isVisible();
    check(ann);
    ann.chatter().button("Delete message").click();
    assertThat(ann.page().getByText("Nothing is reported.")).isVisible();
    assertThat(ben.chatter().messages("something unkind")).hasCount(0);
    ann.openTab("Audit log");
    assertThat(ann.page().getByRole(AriaRole.TABLE)).containsText("Ann");
    check(ann);
  }

  private Member invited(String name) {
    ann.open(server.http("/admin"))
        .openTab("Invitations")
        .chatter()
        .button("New invitation")
        .click();
    ann.chatter().button("Make the link").click();
    URI link = URI.create(ann.field("Link").innerText());
    ann.chatter().button("Done").click();
    return member(name).comeBy(link, "Join");
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
