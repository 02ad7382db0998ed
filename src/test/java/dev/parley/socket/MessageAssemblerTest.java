package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socket.MessageAssembler.Result;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAssemblerTest {
  private static final int MAX_BYTES = 100;

  private final MessageAssembler assembler = new MessageAssembler(MAX_BYTES);

  @Test
  void oneFrameIsAMessage() {
    assertThat(assembler.accept(text(bytes("h\u00E9llo \uD83D\uDE00"), true)))
        .isEqualTo(new Result("h\u00E9llo \uD83D\uDE00", null));
    assertThat(assembler.accept(text(new byte[0], true))).isEqualTo(new Result("", null));
  }

  @Test
  void fragmentsAreOneMessageAndTheNextIsAnother() {
    assertThat(assembler.accept(text(bytes("a"), false))).isEqualTo(Result.NOTHING);
    assertThat(assembler.accept(more(bytes("b"), false))).isEqualTo(Result.NOTHING);
    assertThat(assembler.accept(more(new byte[0], false))).isEqualTo(Result.NOTHING);
    assertThat(assembler.accept(more(bytes("c"), true))).isEqualTo(new Result("abc", null));
    assertThat(assembler.accept(text(bytes("d"), true))).isEqualTo(new Result("d", null));
  }

  @Test
  void aCharacterMayBeCutAnywhere() {
    byte[] emoji = bytes("\uD83D\uDE00");
    for (int i = 0; i < emoji.length - 1; i++) {
      byte[] one = {emoji[i]};
      assertThat(assembler.accept(i == 0 ? text(one, false) : more(one, false)))
          .isEqualTo(Result.NOTHING);
    }
    assertThat(assembler.accept(more(new byte[] {emoji[3]}, true)))
        .isEqualTo(new Result("\uD83D\uDE00", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a continuation of nothing
        "c3", // cut off
        "f09f98", // cut off later
        "c328", // no continuation
        "c080", // NUL, overlong
        "c1bf", // overlong
        "e08080", // overlong
        "f0808080", // overlong
        "eda080", // half of a surrogate pair
        "edb080", // the other half
        "eda0bdedb880", // a pair of them, CESU-8
        "f4908080", // beyond the last character
        "f888808080", // five bytes
        "fe",
        "ff",
        "6869ff"
      })
  void whatIsNotUtf8ClosesTheSocket(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Result invalid = new Result(null, CloseCode.INVALID_UTF8);
    assertThat(new MessageAssembler(MAX_BYTES).accept(text(bytes, true))).isEqualTo(invalid);
    MessageAssembler inPieces = new MessageAssembler(MAX_BYTES);
    inPieces.accept(text(bytes("so far so good "), false));
    assertThat(inPieces.accept(more(bytes, true))).isEqualTo(invalid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f48fbfbf"})
  void theEndsOfEveryRangeAreUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Result result = assembler.accept(text(bytes, true));
    assertThat(result.close()).isNull();
    assertThat(bytes(result.text())).isEqualTo(bytes);
  }

  @Test
  void fragmentsTogetherMustNotBeTooBig() {
    byte[] half = new byte[MAX_BYTES / 2];
    assertThat(assembler.accept(text(half, false))).isEqualTo(Result.NOTHING);
    assertThat(assembler.accept(more(half, false))).isEqualTo(Result.NOTHING);
    assertThat(assembler.accept(more(new byte[0], true)).close()).isNull();
    assembler.accept(text(half, false));
    assembler.accept(more(half, false));
    assertThat(assembler.accept(more(new byte[1], false)))
        .isEqualTo(new Result(null, CloseCode.TOO_BIG));
  }

  @Test
  void binaryFramesAreNotUnderstood() {
    WebSocketFrame binary = WebSocketFrame.binaryFrame(Buffer.buffer("hi"), true);
    assertThat(assembler.accept(binary)).isEqualTo(new Result(null, CloseCode.UNSUPPORTED_DATA));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static WebSocketFrame text(byte[] bytes, boolean last) {
    // the public factory takes a String, which can't be wrong
    return new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes, last);
  }

  private static WebSocketFrame more(byte[] bytes, boolean last) {
    return WebSocketFrame.continuationFrame(Buffer.buffer(bytes), last);
  }
}
