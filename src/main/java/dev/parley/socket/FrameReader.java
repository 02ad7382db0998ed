package dev.parley.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Nonce;
import dev.parley.bus.RoomId;
import java.io.IOException;

/**
 * Reads the JSON of a client's frame. Unknown fields are passed over, so that newer clients can
 * talk to older servers; what is known must have the right type. The size of the text is bounded by
 * {@code limits.frame-bytes} before it comes here.
 *
 * <p>Safe for any thread.
 */
final class FrameReader {

  /**
   * How deep a frame may nest, and how long a number in it may be: frames are flat, and a seq has
   * at most 19 digits.
   */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(32).build();

  private final JsonFactory json = JsonFactory.builder().streamReadConstraints(LIMITS).build();
  private final boolean full;

  /**
   * What a frame says, or why it can't be understood. The room and the nonce stay readable in
   * either case, so that an error can be told apart from others.
   */
  record Result(ClientFrame frame, Failure failure, RoomId room, Nonce nonce) {}

  private FrameReader(boolean full) {
    this.full = full;
  }

  /** For {@code /ws/chat/{room_id}}. */
  static FrameReader ofPlain() {
    return new FrameReader(false);
  }

  /** For {@code /ws/chat}. */
  static FrameReader ofFull() {
    return new FrameReader(true);
  }

  /** Reads one frame; never throws for what is in it. */
  Result read(String text) {
    FrameFields fields = new FrameFields(full);
    Failure failure;
    try {
      readFields(text, fields);
      return new Result(fields.toFrame(), null, fields.room(), fields.nonce());
    } catch (Failure invalid) {
      failure = invalid;
    } catch (IOException e) {
      failure = new Failure(FailureCode.INVALID_JSON);
    }
    return new Result(null, failure, fields.room(), fields.nonce());
  }

  private void readFields(String text, FrameFields fields) throws IOException {
    try (JsonParser parser = json.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Failure(FailureCode.INVALID_JSON);
      }
      boolean object = first == JsonToken.START_OBJECT;
      while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(parser);
      }
      // to the end even of what is no object, so that broken JSON is called that
      while (parser.currentToken() != null) {
        if (parser.nextToken() != null && object) {
          throw new Failure(FailureCode.INVALID_JSON);
        }
      }
      if (!object) {
        throw new Failure(FailureCode.INVALID_FRAME);
      }
    }
  }
}
