package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote comes back to the letter, on the socket and from the history. */
@ExtendWith(BlockedEventLoops.class)
class ContentTest {

  private static final String SMILE = "\uD83D\uDE00";

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  static Stream<String> contents() {
    return Stream.of(
        "x",
        "  spaces around and    within  ",
        "\nfirst\r\nsecond\rthird\n\n",
        "\ttab\u0001\u001B[31m control \u007F\u0085",
        SMILE,
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 \uD83C\uDDF1\uD83C\uDDF7",
        "e\u0301 is not \u00E9, nor is \u212B \u00C5",
        "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031Ea\u0349\u034D",
        "שלום and مرحبا \u202Eturned around\u202C",
        "中文 日本語 한국어 ไทย हिन्दी",
        "<script>alert('x')</script> &amp; <b>\"bold\"</b>",
        "'; DROP TABLE message; --",
        "{\"type\":\"message\",\"content\":\"nested\"}",
        "\\u0041 \\n \\\\ / \u2028 \u2029 \uFEFF \uFFFD \uFFFE \uFFFF",
        "\uDBFF\uDFFF is the last code point",
        "null");
  }

  @ParameterizedTest
  @MethodSource("contents")
  void contentIsKeptToTheLetter(String content) {
    isKept(content);
  }

  @Test
  void contentHasUpTo8000CharactersHoweverManyBytes() {
    isKept("x".repeat(8000));
    isKept("\u00E9".repeat(8000));
    isKept(SMILE.repeat(8000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E9", SMILE, "\u20AC"})
  void oneCharacterMoreIsTooLong(String character) {
    ChatClient ann = parley.join(room, "Ann");
    ann.say(character.repeat(8001));
    assertThat(ann.next().get("code").asText()).isEqualTo("message_too_long");
    ann.say(character.repeat(8000));
    assertThat(ann.next().get("type").asText()).isEqualTo("message");
    assertThat(parley.rest().history(room)).hasSize(1);
  }

  @Test
  void escapedAndPlainAreTheSame() {
    ChatClient ann = parley.join(room, "Ann");
    ann.send("{\"type\":\"message\",\"content\":\"\\u0048\\ud83d\\ude00\\/\\n\"}");
    assertThat(ann.next().get("content").asText()).isEqualTo("H" + SMILE + "/\n");
  }

  private void isKept(String content) {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.say(content);
    assertThat(ann.await("message").get("content").asText()).isEqualTo(content);
    assertThat(bob.await("message").get("content").asText()).isEqualTo(content);
    RestAnswer newest = parley.rest().get("/api/chat/rooms/" + room + "/messages?limit=1");
    assertThat(newest.json().get(0).get("content").asText()).isEqualTo(content);
  }
}
