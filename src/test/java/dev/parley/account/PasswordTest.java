package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Failure;
import dev.parley.bus.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  private static final PersonName ANNA = new PersonName("Anna B");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nine char",
        "1234567890",
        "QWERTYUIOP",
        "password123",
        "aaaaaaaaaa",
        "ababababab",
        "annab12345",
        "AnnaB-AnnaB",
        "\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44123"
      })
  void whatEverybodyTriesFirstIsRefused(String weak) {
    assertThatThrownBy(() -> Password.chosen(weak, ANNA))
        .isInstanceOf(Failure.class)
        .message()
        .satisfies(message -> assertThat(weak.isEmpty() || !message.contains(weak)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ten chars!",
        "correct horse battery",
        "\uD83D\uDC34\uD83D\uDD0B 12345678",
        "hannabella and co",
        "7492018365"
      })
  void anythingElseOfTenCharactersIsTaken(String good) {
    assertThatCode(() -> Password.chosen(good, ANNA)).doesNotThrowAnyException();
  }

  @Test
  void theLongestHas256Characters() {
    String longest = "abcdefgh".repeat(32);
    assertThat(Password.chosen(longest, ANNA).value()).isEqualTo(longest);
    assertThatThrownBy(() -> Password.chosen(longest + "x", ANNA)).isInstanceOf(Failure.class);
  }

  @Test
  void theSamePasswordFromAnotherKeyboardIsTheSame() {
    assertThat(Password.claimed("\u212Bngstrom A\u030A"))
        .isEqualTo(Password.claimed("A\u030Angstrom \u00C5"));
  }

  @Test
  void itShowsNowhere() {
    assertThat(Password.claimed("correct horse battery").toString()).isEqualTo("****");
  }
}
