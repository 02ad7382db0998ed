package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a client of the full protocol knows of one room, kept as the protocol says, over any number
 * of connections. It fails as soon as something is missing, comes twice or is out of order.
 *
 * <p>Not safe for threads.
 */
public final class FollowedRoom {

  private final String room;
  private final TreeMap<Long, JsonNode> messages = new TreeMap<>();
  private final Set<String> people = new LinkedHashSet<>();
  private String epoch;
  private long position;
  private boolean live;
  private boolean overlapping;
  private int asked;
  private int recoveries;

  /** One that knows nothing yet, and takes the log from its beginning. */
  public FollowedRoom(String room) {
    this.room = room;
  }

  /** What to send on a new connection. */
  public String subscribe() {
    overlapping = false;
    return subscribeAgain();
  }

  /** What to send on the same connection again: what is on its way already may come twice. */
  public String resubscribe() {
    overlapping = true;
    int unanswered = asked;
    String frame = subscribeAgain();
    // the one before may have been answered just before this one came, or not at all
    asked = unanswered + 1;
    return frame;
  }

  private String subscribeAgain() {
    live = false;
    asked = 1;
    return epoch == null
        ? FullFrames.subscribe(room, position)
        : FullFrames.subscribe(room, position, epoch);
  }

  /** Takes the next frame of the connection; those of other rooms are passed over. */
  public void accept(JsonNode frame) {
    if (!room.equals(frame.path("room_id").asText())) {
      return;
    }
    switch (frame.get("type").asText()) {
      case "message", "notice", "message_edit", "message_delete", "reaction", "pin" ->
          message(frame);
      case "caught_up" -> caughtUp(frame);
      case "subscribed" -> subscribed(frame);
      case "presence" -> presence(frame);
      default -> {}
    }
  }

  private void message(JsonNode frame) {
    long seq = frame.get("seq").asLong();
    long at = frame.path("changed_seq").asLong(seq);
    if (overlapping && at <= position) {
      return;
    }
    if (live) {
      assertThat(at).as("live after %d", position).isEqualTo(position + 1);
    } else {
      // the log has each message once, in its latest state: places may be left out
      assertThat(at).as("recovered after %d", position).isGreaterThan(position);
    }
    position = at;
    ChangedMessages.apply(messages, frame);
  }

  /** What is known of the log, by seq. */
  public Map<Long, JsonNode> messages() {
    return Collections.unmodifiableMap(messages);
  }

  private void caughtUp(JsonNode frame) {
    long to = frame.get("to").asLong();
    assertThat(to).isGreaterThan(position);
    position = to;
  }

  private void subscribed(JsonNode frame) {
    assertThat(asked).as("subscribed without being asked").isPositive();
    asked--;
    assertThat(frame.get("recovered").asBoolean()).as("%s at %d", frame, position).isTrue();
    assertThat(frame.get("to").asLong()).isGreaterThanOrEqualTo(position);
    position = frame.get("to").asLong();
    overlapping &= asked > 0;
    epoch = frame.get("epoch").asText();
    live = true;
    recoveries++;
    people.clear();
    people.addAll(Json.texts(frame.get("online_users")));
  }

  private void presence(JsonNode frame) {
    if (frame.has("online_users")) {
      people.clear();
      people.addAll(Json.texts(frame.get("online_users")));
    } else {
      people.addAll(Json.texts(frame.get("joined")));
      Json.texts(frame.get("left")).forEach(people::remove);
    }
  }

  /** How far it knows the log. */
  public long position() {
    return position;
  }

  /** Whether what was missed has come, on the connection of the last {@link #subscribe}. */
  public boolean isLive() {
    return live;
  }

  /** How often what was missed has come. */
  public int recoveries() {
    return recoveries;
  }

  /** Who is in the room. */
  public Set<String> people() {
    return people;
  }

  /** Asserts that this is the log as REST gives it. */
  public void isTheLog(List<JsonNode> history) {
    List<JsonNode> known = new ArrayList<>();
    messages.values().stream().filter(m -> !m.has("deleted_at")).forEach(known::add);
    assertThat(Json.texts(known, "id")).isEqualTo(Json.texts(history, "id"));
    for (int i = 0; i < known.size(); i++) {
      ObjectNode message = known.get(i).deepCopy();
      message.remove("type");
      assertThat(message).isEqualTo(history.get(i));
    }
  }
}
