package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageContentTest {
  private static final String EMOJI = "\uD83C\uDF89";

  @Test
  void eightThousandCharactersFitHoweverManyBytesTheyTake() {
    assertThat(new MessageContent(EMOJI.repeat(8000)).value()).isEqualTo(EMOJI.repeat(8000));
    assertThat(new MessageContent("a".repeat(8000)).value()).hasSize(8000);
    assertRefused(EMOJI.repeat(8001), FailureCode.MESSAGE_TOO_LONG);
    assertRefused("a".repeat(8001), FailureCode.MESSAGE_TOO_LONG);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "\r\n\t",
        "\0",
        "\u00A0\u3000",
        "\u200B\u200C\u200D",
        "\uFEFF",
        "\u202E",
        "\u2028",
        "\u2800",
        "\u115F\u1160",
        "\u3164\uFFA0",
        "\u034F",
        "\uFE0F",
        "\u180B",
        "\uDB40\uDD00"
      })
  void whatNobodyCouldSeeIsEmpty(String typed) {
    assertRefused(typed, FailureCode.EMPTY_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0", "\uD800", "a\uDBFFb", "\uDC00", "\uDC00\uD800"})
  void whatCouldNotBeGivenBackUnchangedIsRefused(String typed) {
    assertRefused(typed, FailureCode.INVALID_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  spaces  ",
        "two\nlines\r\n\tindented\n",
        "\u0001\u001B[31m\u007F",
        "<script>alert(1)</script>",
        "\u202Eright to left override",
        "\u05E9\u05DC\u05D5\u05DD",
        "Z\u0351\u034B\u0310a\u0301",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u2764\uFE0F",
        "\uFFFD\uFFFE\uDBFF\uDFFF"
      })
  void everythingElseIsKeptToTheLetter(String typed) {
    assertThat(new MessageContent(typed).value()).isEqualTo(typed);
  }

  @Test
  void itIsNotShownWhereItIsLogged() {
    assertThat(new MessageContent("a secret")).hasToString("MessageContent[8 characters]");
  }

  private static void assertRefused(String typed, FailureCode code) {
    assertThatThrownBy(() -> new MessageContent(typed))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
