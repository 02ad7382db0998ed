package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.regex.Pattern;

/** Somebody with an account at a browser, who finds things by what they see. */
final class Member {

  /** Everybody's password. */
  static final String PASSWORD = "four apples and a pear";

  private final Page page;
  private final String name;
  private final Chatter chatter;

  Member(Page page, String name) {
    this.page = page;
    this.name = name;
    this.chatter = new Chatter(page, name);
  }

  Page page() {
    return page;
  }

  /** What everybody in a room can do. */
  Chatter chatter() {
    return chatter;
  }

  /** Makes an account with a set-up or invitation link. */
  Member comeBy(URI link, String button) {
    return open(link).makeAccount(button);
  }

  /** Fills in the form for newcomers. */
  Member makeAccount(String button) {
    field("Name").fill(name);
    field("Password").fill(PASSWORD);
    chatter.button(button).click();
    assertThat(rooms()).isVisible();
    return this;
  }

  Member signIn() {
    field("Name").fill(name);
    field("Password").fill(PASSWORD);
    chatter.button("Sign in").click();
    return this;
  }

  Member open(URI address) {
    page.navigate(address.toString());
    return this;
  }

  /** Makes a room that only who is invited sees. */
  Member makePrivateRoom(String room) {
    chatter.button("New room").first().click();
    field("Room name").fill(room);
    page.getByLabel("Private").check();
    chatter.button("Create room").click();
    assertThat(chatter.heading(room)).isVisible();
    return this;
  }

  Member invite(String who) {
    fromMenu("Room menu", "Members");
    chatter.button("Invite people").click();
    page.getByRole(AriaRole.COMBOBOX, named("People to invite")).fill(who);
    option(who).click();
    chatter.button("Invite").click();
    assertThat(page.getByText(who + " is a member now.")).isVisible();
    page.keyboard().press("Escape");
    return this;
  }

  Member openDirect(String who) {
    chatter.button("New direct message").click();
    option(who).click();
    chatter.button("Open").click();
    assertThat(chatter.heading(who)).isVisible();
    return this;
  }

  /** Chooses something from the menu of a message. */
  Member onMessage(String text, String item) {
    Locator message = chatter.messages(text);
    message.hover();
    message
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("More about"))
        .click();
    page.getByRole(AriaRole.MENUITEM, named(item)).click();
    return this;
  }

  Member fromMenu(String menu, String item) {
    chatter.button(menu).click();
    page.getByRole(AriaRole.MENUITEM, named(item)).click();
    return this;
  }

  Member openTab(String tab) {
    page.getByRole(AriaRole.TAB, named(tab)).click();
    return this;
  }

  /** The room's or person's entry in the list of rooms. */
  Locator listed(String title) {
    return rooms()
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(title).setExact(true));
  }

  Locator rooms() {
    return page.getByRole(AriaRole.NAVIGATION, named("Rooms"));
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** A quiet line of the conversation about what happened. */
  Locator notice(String text) {
    return page.getByRole(AriaRole.LOG, named("Messages")).getByText(text);
  }

  Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile(text)));
  }

  private Locator option(String who) {
    return page.getByRole(
        AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile(who)));
  }

  private static Page.GetByRoleOptions named(String label) {
    return new Page.GetByRoleOptions().setName(label).setExact(true);
  }
}
