package dev.parley.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;
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
   * How deep a frame may nest, and how long a number in it may be: frames are flat and have none.
   */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(32).build();

  private final JsonFactory json = JsonFactory.builder().streamReadConstraints(LIMITS).build();

  /**
   * What a frame says, or why it can't be understood. The nonce stays readable in either case, so
   * that an error can be told apart from others.
   */
  record Result(ClientFrame frame, Failure failure, Nonce nonce) {}

  /** Reads one frame; never throws for what is in it. */
  Result read(String text) {
    Fields fields = new Fields();
    try {
      readFields(text, fields);
      return new Result(fields.toFrame(), null, fields.nonce);
    } catch (Failure failure) {
      return new Result(null, failure, fields.nonce);
    } catch (IOException e) {
      return new Result(null, new Failure(FailureCode.INVALID_JSON), fields.nonce);
    }
  }

  private void readFields(String text, Fields fields) throws IOException {
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

  private static final class Fields {
    private String type;
    private String content;
    private Nonce nonce;
    private Failure failure;

    void read(JsonParser parser) throws IOException {
      switch (parser.currentName()) {
        case "type" -> type = string(parser, "type");
        case "content" -> content = string(parser, "content");
        case "nonce" -> nonce = nonce(string(parser, "nonce"));
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }

    /**
     * The first field of a wrong type is remembered and not thrown: what follows may still be
     * broken JSON.
     */
    private String string(JsonParser parser, String field) throws IOException {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      remember(new Failure(FailureCode.INVALID_FRAME, "The field " + field + " must be a string."));
      return null;
    }

    private Nonce nonce(String text) {
      try {
        return text == null ? null : new Nonce(text);
      } catch (Failure invalid) {
        remember(invalid);
        return null;
      }
    }

    private void remember(Failure next) {
      failure = failure == null ? next : failure;
    }

    ClientFrame toFrame() {
      if (failure != null) {
        throw failure;
      }
      if (type == null) {
        throw new Failure(FailureCode.INVALID_FRAME, "The field type is missing.");
      }
      return switch (type) {
        case "message" -> new ClientFrame.Post(content(), nonce);
        case "typing" -> new ClientFrame.Typing();
        default -> throw new Failure(FailureCode.UNKNOWN_TYPE);
      };
    }

    private MessageContent content() {
      if (content == null) {
        throw new Failure(FailureCode.INVALID_FRAME, "The field content is missing.");
      }
      return new MessageContent(content);
    }
  }
}
