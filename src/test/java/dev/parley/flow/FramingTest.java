package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks WebSocket itself closes the socket, with the code that RFC 6455 has for it. */
@ExtendWith(BlockedEventLoops.class)
class FramingTest {

  private static final int LARGEST = 64 * 1024;
  private static final byte[] FIRST_HALF_OF_A_SMILE = {(byte) 0xF0, (byte) 0x9F};
  private static final byte[] SECOND_HALF_OF_A_SMILE = {(byte) 0x98, (byte) 0x80};

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();
  private final ChatClient witness = parley.join(room, "Witness");

  static Stream<byte[]> brokenFrames() {
    return Stream.of(
        new byte[] {(byte) 0x81, 2, '{', '}'}, // not masked
        RawSocket.frame(0xC1, (byte) '{'), // reserved bit 1
        RawSocket.frame(0xA1, (byte) '{'), // reserved bit 2
        RawSocket.frame(0x91, (byte) '{'), // reserved bit 3
        RawSocket.frame(0x83, (byte) '{'), // reserved opcode
        RawSocket.frame(0x8B, (byte) '{'), // reserved control opcode
        RawSocket.frame(0x89, new byte[126]), // oversized ping
        RawSocket.frame(0x09, (byte) 1), // fragmented ping
        RawSocket.frame(0x80, (byte) '{'), // continuation of nothing
        RawSocket.frame(0x88, (byte) 3)); // close with half a code
  }

  @ParameterizedTest
  @MethodSource("brokenFrames")
  void brokenFramingClosesWith1002(byte[] frame) throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(frame);
    closesWith(1002, ann);
  }

  @Test
  void aNewMessageInTheMiddleOfAFragmentedOneClosesWith1002() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.TEXT, false, (byte) '{');
    ann.send(RawSocket.TEXT, true, (byte) '}');
    closesWith(1002, ann);
  }

  @Test
  void theCodeArrivesAlsoWhenTheBreachComesInOnePieceWithGoodFrames() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    piece.writeBytes(RawSocket.frame(0x81, Json.object("type", "typing").getBytes()));
    piece.writeBytes(RawSocket.frame(0x01, (byte) '{'));
    piece.writeBytes(RawSocket.frame(0x81, (byte) '}'));
    ann.send(piece.toByteArray());
    closesWith(1002, ann);
  }

  @Test
  void aBinaryFrameClosesWith1003() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.BINARY, true, Json.message("x").getBytes());
    closesWith(1003, ann);
  }

  @Test
  void aFragmentedBinaryMessageClosesWith1003() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.BINARY, false, (byte) 1);
    closesWith(1003, ann);
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {(byte) 0xFF},
        new byte[] {(byte) 0xC0, (byte) 0x80}, // NUL, overlong
        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD}, // a surrogate
        new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // above U+10FFFF
        FIRST_HALF_OF_A_SMILE);
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void invalidUtf8ClosesWith1007(byte[] bytes) throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.TEXT, true, quoted(bytes));
    closesWith(1007, ann);
  }

  @Test
  void invalidUtf8OverTwoFragmentsClosesWith1007() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.TEXT, false, FIRST_HALF_OF_A_SMILE);
    ann.send(RawSocket.CONTINUATION, true, FIRST_HALF_OF_A_SMILE);
    closesWith(1007, ann);
  }

  @Test
  void aCharacterMayBeSplitOverFragments() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.TEXT, false, "{\"type\":\"message\",\"content\":\"".getBytes());
    ann.send(RawSocket.CONTINUATION, false, FIRST_HALF_OF_A_SMILE);
    ann.send(RawSocket.PING, true, (byte) 'x');
    ann.send(RawSocket.CONTINUATION, false);
    ann.send(RawSocket.CONTINUATION, false, SECOND_HALF_OF_A_SMILE);
    ann.send(RawSocket.CONTINUATION, true, "\"}".getBytes());
    assertThat(ann.await("message").get("content").asText()).isEqualTo("\uD83D\uDE00");
  }

  @Test
  void aFrameOf64KiBIsTakenAndOneByteMoreClosesWith1009() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.TEXT, true, padded(LARGEST));
    assertThat(ann.await("message").get("content").asText()).isEqualTo("x");
    ann.send(RawSocket.TEXT, true, padded(LARGEST + 1));
    closesWith(1009, ann);
  }

  @Test
  void aFragmentedMessageAbove64KiBClosesWith1009() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    byte[] whole = padded(LARGEST);
    ann.send(RawSocket.TEXT, false, Arrays.copyOf(whole, 40_000));
    ann.send(RawSocket.CONTINUATION, true, Arrays.copyOfRange(whole, 40_000, LARGEST));
    assertThat(ann.await("message").get("content").asText()).isEqualTo("x");
    ann.send(RawSocket.TEXT, false, new byte[40_000]);
    ann.send(RawSocket.CONTINUATION, false, new byte[40_000]);
    closesWith(1009, ann);
  }

  @Test
  void aLengthThatNobodyCouldSendClosesWith1009() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send((byte) 0x81, (byte) 0xFF, (byte) 0, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF);
    ann.send((byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 1, (byte) 2, (byte) 3);
    ann.send((byte) 4);
    closesWith(1009, ann);
  }

  /** And the room goes on without whoever broke it. */
  private void closesWith(int code, RawSocket socket) throws IOException {
    assertThat(socket.awaitClose()).isEqualTo(code);
    witness.await("leave", "Ann");
    witness.say("The room lives");
    assertThat(witness.await("message").get("content").asText()).isEqualTo("The room lives");
  }

  private static byte[] padded(int size) {
    String message = Json.message("x");
    return (" ".repeat(size - message.length()) + message).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] quoted(byte... bytes) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes("{\"type\":\"message\",\"content\":\"".getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(bytes);
    frame.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
    return frame.toByteArray();
  }
}
