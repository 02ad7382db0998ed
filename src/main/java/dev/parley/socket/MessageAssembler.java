package dev.parley.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Puts the fragments of a text message together and reads it as UTF-8, strictly: Vert.x's own text
 * handler would put replacement characters where the bytes are wrong, and a message would not be
 * what its author wrote.
 */
final class MessageAssembler {

  /** What becomes of a frame; at most one of the two is there. */
  record Result(String text, CloseCode close) {
    static final Result NOTHING = new Result(null, null);
  }

  private final int maxBytes;
  private Buffer fragments;

  MessageAssembler(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes the next text, binary or continuation frame. */
  Result accept(WebSocketFrame frame) {
    if (frame.isBinary()) {
      return new Result(null, CloseCode.UNSUPPORTED_DATA);
    }
    if (fragments == null && frame.isFinal()) {
      return decode(frame.binaryData());
    }
    fragments = (fragments == null ? Buffer.buffer() : fragments).appendBuffer(frame.binaryData());
    if (fragments.length() > maxBytes) {
      return new Result(null, CloseCode.TOO_BIG);
    }
    if (!frame.isFinal()) {
      return Result.NOTHING;
    }
    Buffer whole = fragments;
    fragments = null;
    return decode(whole);
  }

  private static Result decode(Buffer bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.getBytes()))
              .toString();
      return new Result(text, null);
    } catch (CharacterCodingException e) {
      return new Result(null, CloseCode.INVALID_UTF8);
    }
  }
}
