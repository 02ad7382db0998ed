package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** A person at a browser, who finds things by what they see or a screen reader says. */
final class Chatter {

  private final Page page;
  private final String name;

  Chatter(Page page, String name) {
    this.page = page;
    this.name = name;
  }

  Page page() {
    return page;
  }

  /** Opens an address for the first time, and gives the name that is asked for. */
  Chatter arrive(URI address) {
    page.navigate(address.toString());
    page.getByRole(AriaRole.TEXTBOX, named("Your name")).fill(name);
    page.getByRole(AriaRole.BUTTON, named("Continue")).click();
    return this;
  }

  Chatter makeRoom(String room) {
    page.getByRole(AriaRole.BUTTON, named("New room")).first().click();
    page.getByRole(AriaRole.TEXTBOX, named("Room name")).fill(room);
    page.getByRole(AriaRole.BUTTON, named("Create room")).click();
    assertThat(heading(room)).isVisible();
    return this;
  }

  Chatter openRoom(String room) {
    page.getByRole(AriaRole.NAVIGATION, named("Rooms"))
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(room).setExact(true))
        .click();
    assertThat(heading(room)).isVisible();
    return this;
  }

  Chatter say(String text) {
    composer().fill(text);
    composer().press("Enter");
    return this;
  }

  Locator composer() {
    return page.getByRole(AriaRole.TEXTBOX, named("Message"));
  }

  Locator heading(String room) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(room).setExact(true).setLevel(1));
  }

  /** The messages that have this text. */
  Locator messages(String text) {
    return page.getByRole(AriaRole.LOG, named("Messages"))
        .getByRole(AriaRole.ARTICLE)
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The people who are here with this name. */
  Locator person(String who) {
    return page.getByRole(AriaRole.COMPLEMENTARY, named("People"))
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(who));
  }

  Locator button(String label) {
    return page.getByRole(AriaRole.BUTTON, named(label));
  }

  /** The address of the room in view. */
  URI address() {
    return URI.create(page.url());
  }

  private static Page.GetByRoleOptions named(String label) {
    return new Page.GetByRoleOptions().setName(label).setExact(true);
  }
}
