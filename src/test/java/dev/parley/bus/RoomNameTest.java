package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
  private static final String EMOJI = "\uD83C\uDF89";

  @Test
  void theSpaceAroundItIsTakenAway() {
    assertThat(RoomName.parse(" \t\n General  talk \u2003").value()).isEqualTo("General  talk");
  }

  @Test
  void aHundredCharactersFitHoweverManyBytesTheyTake() {
    assertThat(RoomName.parse(EMOJI.repeat(100)).value()).isEqualTo(EMOJI.repeat(100));
    assertThat(RoomName.parse("  " + "a".repeat(100) + "  ").value()).hasSize(100);
    assertRefused(EMOJI.repeat(101));
    assertRefused("a".repeat(101));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "\t\n", "\u00A0", "\u200B", "\u2060\uFEFF", "\u2800", "\u3164", "\u200D"})
  void aNameNeedsSomethingToSee(String typed) {
    assertRefused(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\0b",
        "a\nb",
        "a\tb",
        "a\u007Fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\uD800",
        "\uDC00a"
      })
  void controlsLineBreaksAndHalfCharactersAreRefused(String typed) {
    assertRefused(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u202Ab", "a\u202Eb", "a\u2066b", "a\u2069b", "a\uFFFDb"})
  void whatTurnsTheDirectionOrStandsForBrokenTextIsRefused(String typed) {
    assertRefused(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u062D\u0645\u062F", // right to left
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian, with a non-joiner
        "\u0915\u094D\u200D\u0937", // Hindi, with a joiner
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // a family
        "\u2764\uFE0F", // a heart in colour
        "e\u0301", // an accent of its own
        "<b>&amp;\"'", // markup is text
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F"
      })
  void everyScriptAndEmojiIsKeptToTheLetter(String typed) {
    assertThat(RoomName.parse(typed).value()).isEqualTo(typed);
    assertThat(RoomName.parse(typed)).hasToString(typed);
  }

  private static void assertRefused(String typed) {
    assertThatThrownBy(() -> RoomName.parse(typed))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ROOM_NAME));
  }
}
