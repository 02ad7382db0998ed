package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@BrowserTest
@ExtendWith(BlockedEventLoops.class)
class ChatTest {

  @RegisterExtension static final Browsing browsing = new Browsing();

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private static Chatter chatter(String name) {
    return new Chatter(browsing.person(1280, 800), name);
  }

  @Test
  void twoPeopleSeeEachOtherComeTalkTypeAndGo() {
    Chatter ann = chatter("Ann").arrive(parley.http("/")).makeRoom("Garden");
    Chatter ben = chatter("Ben").arrive(parley.http("/")).openRoom("Garden");
    assertThat(ann.person("Ben")).hasCount(1);
    assertThat(ben.person("Ann")).hasCount(1);

    ann.say("Hello Ben");
    assertThat(ben.messages("Hello Ben")).hasCount(1);
    assertThat(ann.messages("Hello Ben")).hasCount(1);
    ben.say("Hello Ann\nand good morning");
    assertThat(ann.messages("and good morning")).hasCount(1);

    ben.composer().pressSequentially("I am");
    assertThat(ann.page().getByText("Ben is typing…")).isVisible();

    ben.page().context().close();
    assertThat(ann.person("Ben")).hasCount(0);
  }

  @Test
  void aLinkToARoomOpensItAndReloadStays() {
    Chatter ann = chatter("Ann").arrive(parley.http("/")).makeRoom("Linked");
    ann.say("the first");
    Chatter ben = chatter("Ben").arrive(ann.address());
    assertThat(ben.heading("Linked")).isVisible();
    assertThat(ben.messages("the first")).hasCount(1);
    ben.page().reload();
    assertThat(ben.heading("Linked")).isVisible();
    assertThat(ben.messages("the first")).hasCount(1);
  }

  @Test
  void aRoomLeftForAnotherGoesOnAndShowsWhatIsNewOnComingBack() {
    Chatter ann = chatter("Ann");
    List<String> heard = new ArrayList<>();
    ann.page().onWebSocket(socket -> socket.onFrameReceived(frame -> heard.add(frame.text())));
    ann.arrive(parley.http("/")).makeRoom("Left");
    Chatter ben = chatter("Ben").arrive(ann.address());
    ann.say("back soon");
    assertThat(ben.messages("back soon")).hasCount(1);
    ann.makeRoom("Elsewhere");
    ben.say("said meanwhile");
    // before Ann is back, though no sign on her screen tells so
    ann.page()
        .waitForCondition(() -> heard.stream().anyMatch(text -> text.contains("said meanwhile")));
    ann.openRoom("Left");
    assertThat(ann.messages("said meanwhile")).hasCount(1);
    assertThat(ann.page().getByText("New", new Page.GetByTextOptions().setExact(true))).isVisible();
  }

  @Test
  void aMessageWithMarkupInItStaysText() {
    String markup =
        "<img src=x onerror=\"document.title='owned'\"><b>bold</b> & <script>1</script>";
    Chatter ann = chatter("Ann").arrive(parley.http("/")).makeRoom("<i>Markup</i>");
    ann.say(markup);
    Locator message = ann.messages("bold");
    assertThat(message).containsText(markup);
    assertThat(message.locator("img, b, script")).hasCount(0);
    assertThat(ann.heading("<i>Markup</i>")).isVisible();
    assertThat(ann.page()).not().hasTitle(Pattern.compile("owned"));
  }

  @Test
  void scrollingBackReadsTheWholeHistoryPageByPage() {
    Chatter ann = chatter("Ann").arrive(parley.http("/")).makeRoom("Long");
    for (int i = 1; i <= 120; i++) {
      ann.say("line number " + i + ".");
    }
    assertThat(ann.messages("line number 120.")).hasCount(1);
    ann.page().reload();
    assertThat(ann.messages("line number 120.")).isVisible();
    Locator first = ann.messages("line number 1.");
    for (int i = 0; i < 200 && !first.isVisible(); i++) {
      ann.messages("line number").first().scrollIntoViewIfNeeded();
      ann.messages("line number").first().hover();
      ann.page().mouse().wheel(0, -800);
    }
    assertThat(first).isVisible();
  }

  @Test
  void aDeletedRoomIsLeftAndSaidToBeGone() {
    Chatter ann = chatter("Ann").arrive(parley.http("/")).makeRoom("Doomed");
    Chatter ben = chatter("Ben").arrive(ann.address());
    assertThat(ben.heading("Doomed")).isVisible();
    ann.button("Room menu").click();
    ann.page()
        .getByRole(AriaRole.MENUITEM)
        .filter(new Locator.FilterOptions().setHasText("Delete room"))
        .click();
    ann.button("Delete room").click();
    assertThat(
            ben.page().getByText(Pattern.compile("room is gone", Pattern.CASE_INSENSITIVE)).first())
        .isVisible();
  }
}
