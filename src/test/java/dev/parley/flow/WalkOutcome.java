package dev.parley.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rights.Decision;
import dev.parley.testing.ChatClient;
import dev.parley.testing.RestAnswer;
import java.util.Map;

/**
 * What came of somebody's wish.
 *
 * @param decision what the table would have said to it
 * @param said what the server did say, for whoever reads of a failure
 */
record WalkOutcome(Decision decision, String said) {

  private static final Map<String, Decision> REFUSALS =
      Map.of(
          "not_signed_in", Decision.SIGN_IN,
          "forbidden", Decision.NO,
          "room_not_found", Decision.HIDDEN,
          "banned", Decision.BANNED);

  private static final Map<Integer, Decision> CLOSES =
      Map.of(4501, Decision.SIGN_IN, 4503, Decision.BANNED, 4504, Decision.HIDDEN);

  static WalkOutcome yes() {
    return new WalkOutcome(Decision.YES, "");
  }

  /** What was said of it has nothing to do with rights: it was let through to there. */
  private static WalkOutcome of(String code, String fine, String said) {
    return new WalkOutcome(code.equals(fine) ? Decision.YES : REFUSALS.get(code), said);
  }

  /**
   * Of a request.
   *
   * @param fine the code of a problem that only somebody sees who may ask; null for none
   */
  static WalkOutcome of(RestAnswer answer, String fine) {
    return answer.status() / 100 == 2
        ? yes()
        : of(answer.json().path("code").asText(), fine, answer.status() + " " + answer.body());
  }

  /** Of a frame of the full or plain protocol; any but an error says yes. */
  static WalkOutcome of(JsonNode frame) {
    return frame.get("type").asText().equals("error")
        ? of(frame.get("code").asText(), null, frame.toString())
        : yes();
  }

  /** Of a socket that was closed. */
  static WalkOutcome of(ChatClient.Closed closed) {
    return new WalkOutcome(CLOSES.get(closed.code()), closed.toString());
  }

  /** Of a frame of the bridge that answers. */
  static WalkOutcome ofBridge(JsonNode frame, String fine) {
    return frame.get("type").asText().equals("err")
        ? of(frame.get("message").asText().replaceFirst(":.*", ""), fine, frame.toString())
        : yes();
  }
}
