package dev.parley.socket;

import static dev.parley.testing.Samples.nonce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageContent;
import dev.parley.socket.ClientFrame.Post;
import dev.parley.socket.ClientFrame.Typing;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final Post HELLO = new Post(null, new MessageContent("Hello!"), null);

  private final FrameReader reader = FrameReader.ofPlain();

  @Test
  void whatTheContractLetsClientsSayIsUnderstood() {
    assertThat(read("client-message")).isEqualTo(HELLO);
    assertThat(read("client-message-with-nonce"))
        .isEqualTo(new Post(null, HELLO.content(), nonce("k3J_-9")));
    assertThat(read("client-typing")).isEqualTo(new Typing(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"Hello!\",\"type\":\"message\"}",
        " \n{\"type\":\"message\",\"content\":\"Hello!\"}\t ",
        "{\"type\":\"message\",\"content\":\"Hello!\",\"room_id\":{\"a\":[1,{\"b\":null}]},\"x\":1e999999}",
        "{\"x\":123456789012345678901234567890,\"type\":\"message\",\"content\":\"Hello!\"}",
        "{\"type\":\"message\",\"content\":\"\\u0048ello!\"}",
        "{\"type\":\"typing\",\"type\":\"message\",\"content\":\"no\",\"content\":\"Hello!\"}"
      })
  void orderSpacesUnknownFieldsAndRepeatedOnesDoNotMatter(String text) {
    assertThat(reader.read(text).frame()).isEqualTo(HELLO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "nonsense",
        "{\"type\":\"typing\"",
        "{\"type\":\"typing\",}",
        "{'type':'typing'}",
        "{type:\"typing\"}",
        "{\"type\":\"typing\"}{\"type\":\"typing\"}",
        "{\"type\":\"typing\"} x",
        "{\"type\":\"typing\"}]",
        "{\"type\":\"typing\",\"x\":01}",
        "{\"type\":\"typing\",\"x\":NaN}",
        "{\"type\":\"typing\",\"x\":\"\\q\"}",
        "{\"type\":\"typing\",\"x\":\"a\nb\"}",
        "{\"type\":\"typing\",\"x\":[1,2}",
        "{\"type\":5",
        "[1,2",
        "[1] 2 }",
        "\"open",
        "\uFEFF{\"type\":\"typing\"}",
        "{\"type\":\"typing\"}/* no comments */"
      })
  void whatIsNoJsonIsCalledThat(String text) {
    assertFailure(text, FailureCode.INVALID_JSON);
  }

  @Test
  void nestingIsBounded() {
    assertThat(reader.read(nested(14)).frame()).isEqualTo(HELLO);
    assertFailure(nested(17), FailureCode.INVALID_JSON);
    assertFailure(nested(30_000), FailureCode.INVALID_JSON);
    assertFailure("[".repeat(60_000), FailureCode.INVALID_JSON);
    assertFailure("{\"a\":".repeat(12_000), FailureCode.INVALID_JSON);
  }

  @Test
  void longNumbersAndNamesAreNoHarm() {
    String digits = "9".repeat(60_000);
    assertAnswered("{\"type\":\"message\",\"content\":\"Hello!\",\"x\":" + digits + "}");
    assertAnswered("{\"type\":\"message\",\"content\":\"Hello!\",\"x\":1." + digits + "}");
    assertAnswered("{\"type\":\"message\",\"content\":\"Hello!\",\"x\":1e" + digits + "}");
    assertAnswered("{\"" + "n".repeat(60_000) + "\":1,\"type\":\"typing\"}");
    assertAnswered("{\"type\":\"" + "t".repeat(60_000) + "\"}");
  }

  /** Names that fall into one bucket of the parser's table of names. */
  @Test
  void manyNamesWithTheSameHashAreNoHarm() {
    String fields =
        IntStream.range(0, 1 << 11)
            .mapToObj(
                number ->
                    IntStream.range(0, 11)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(reader.read(fields).failure()).isNotNull();
    assertThat(reader.read("{\"type\":\"typing\"}").frame()).isEqualTo(new Typing(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        "\"typing\"",
        "[]",
        "[{\"type\":\"typing\"}]",
        "true",
        "{}",
        "{\"content\":\"Hello!\"}",
        "{\"type\":null}",
        "{\"type\":5}",
        "{\"type\":[\"typing\"]}",
        "{\"type\":{\"type\":\"typing\"}}",
        "{\"type\":\"message\"}",
        "{\"type\":\"message\",\"content\":null}",
        "{\"type\":\"message\",\"content\":5}",
        "{\"type\":\"message\",\"content\":[\"a\"]}",
        "{\"type\":\"message\",\"content\":{\"content\":\"a\"}}",
        "{\"type\":\"message\",\"content\":\"a\",\"nonce\":5}",
        "{\"type\":\"typing\",\"content\":{}}",
        "{\"type\":\"message\",\"content\":5,\"content\":\"a\"}"
      })
  void whatIsJsonButNoFrameIsCalledThat(String text) {
    assertFailure(text, FailureCode.INVALID_FRAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Message", "message ", "join", "leave", "error", "hello", "constructor"})
  void anUnknownTypeIsCalledThat(String type) {
    assertFailure("{\"type\":\"" + type + "\",\"content\":\"a\"}", FailureCode.UNKNOWN_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "'',EMPTY_MESSAGE",
    "' \\n\\t',EMPTY_MESSAGE",
    "'\\u200b',EMPTY_MESSAGE",
    "'\\u0000',EMPTY_MESSAGE",
    "'a\\u0000b',INVALID_CONTENT",
    "'a\\ud800',INVALID_CONTENT",
    "'\\udc00\\ud800',INVALID_CONTENT"
  })
  void contentThatCanNotBeKeptIsRefused(String content, FailureCode code) {
    assertFailure("{\"type\":\"message\",\"content\":\"" + content + "\"}", code);
  }

  @Test
  void contentIsCountedInCharacters() {
    String emoji = "\\ud83d\\ude00";
    assertThat(reader.read(message(emoji.repeat(5000))).frame()).isInstanceOf(Post.class);
    assertThat(reader.read(message("\uD83D\uDE00".repeat(8000))).frame()).isInstanceOf(Post.class);
    assertFailure(message("a".repeat(8001)), FailureCode.MESSAGE_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\\u00e9", "a\\u0000"})
  void aNonceThatCanNotBeUsedIsRefused(String nonce) {
    assertFailure(
        "{\"type\":\"message\",\"content\":\"a\",\"nonce\":\"" + nonce + "\"}",
        FailureCode.INVALID_NONCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nonce\":\"n-1\",\"type\":\"message\",\"content\":\" \"}",
        "{\"type\":\"message\",\"content\":5,\"nonce\":\"n-1\"}",
        "{\"type\":\"nothing\",\"nonce\":\"n-1\"}",
        "{\"nonce\":\"n-1\",\"type\":\"message\",\"content\":\"a\"",
        "{\"nonce\":\"n-1\"}"
      })
  void anErrorKeepsTheNonceSoThatItsMessageIsKnown(String text) {
    FrameReader.Result result = reader.read(text);
    assertThat(result.failure()).isNotNull();
    assertThat(result.nonce()).isEqualTo(nonce("n-1"));
  }

  private ClientFrame read(String golden) {
    return reader.read(GoldenFrames.text(golden)).frame();
  }

  private void assertFailure(String text, FailureCode code) {
    FrameReader.Result result = reader.read(text);
    assertThat(result.failure()).as(text.substring(0, Math.min(80, text.length()))).isNotNull();
    assertThat(result.failure().code()).isEqualTo(code);
    assertThat(result.frame()).isNull();
  }

  private void assertAnswered(String text) {
    FrameReader.Result result = reader.read(text);
    assertThat(result.frame() == null).isNotEqualTo(result.failure() == null);
  }

  private static String message(String content) {
    return "{\"type\":\"message\",\"content\":\"" + content + "\"}";
  }

  private static String nested(int depth) {
    return "{\"type\":\"message\",\"content\":\"Hello!\",\"x\":"
        + "[".repeat(depth)
        + "]".repeat(depth)
        + "}";
  }
}
