package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crowd that comes at once and goes at once: gathered, but exact in the end. {@code
 * -Dparley.crowd=2000} makes it larger.
 */
@ExtendWith(BlockedEventLoops.class)
class CrowdPresenceTest {

  private static final int PEOPLE = Integer.getInteger("parley.crowd", 300);
  private static final int TOLD_WHOLE = 100;
  private static final Set<String> WITNESSES = Set.of("Full", "Plain", "In between");

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("socket.ping-interval", "300s", "http.idle-timeout", "600s"));

  private final String room = parley.makeRoom();
  private final FollowedRoom seen = new FollowedRoom(room);
  private final FollowedRoom seenSince = new FollowedRoom(room);
  private Instant lastGathered = Instant.EPOCH;

  @Test
  void whoComesAndGoesAtOnceIsCountedExactlyByEverybody() {
    FullClient full = parley.full("Full");
    full.send(seen.subscribe());
    ChatClient plain = parley.join(room, "Plain");
    Crowd crowd = parley.track(new Crowd(parley.port(), room, PEOPLE));
    CompletableFuture<Void> coming = CompletableFuture.runAsync(crowd::come);
    follow(full, seen, PEOPLE / 2);
    FullClient inBetween = parley.full("In between");
    inBetween.send(seenSince.subscribe());
    coming.join();

    Set<String> all = new HashSet<>(WITNESSES);
    all.addAll(crowd.names());
    endsWith(all, full, plain, inBetween);
    CompletableFuture<Void> going = CompletableFuture.runAsync(crowd::cut);
    endsWith(WITNESSES, full, plain, inBetween);
    going.join();
  }

  @Test
  void whoDropsOutAndReturnsAtOnceIsBackSoonAndCountedExactly() {
    FullClient full = parley.full("Full");
    full.send(seen.subscribe());
    ChatClient plain = parley.join(room, "Plain");
    FullClient inBetween = parley.full("In between");
    inBetween.send(seenSince.subscribe());
    Crowd crowd = parley.track(new Crowd(parley.port(), room, PEOPLE));
    Set<String> all = new HashSet<>(WITNESSES);
    all.addAll(crowd.names());
    crowd.come();
    FullClient writer = parley.full("Writer", room);
    writer.postAll(room, List.of("one", "two", "three"));
    writer.leave();
    crowd.cut();
    // the issue allows half a minute
    assertTimeout(Duration.ofSeconds(30), crowd::come);
    endsWith(all, full, plain, inBetween);
  }

  private void endsWith(Set<String> people, FullClient full, ChatClient plain, FullClient other) {
    follow(full, seen, people);
    follow(other, seenSince, people);
    follow(plain, people);
    assertThat(parley.rest().online(room)).containsExactlyInAnyOrderElementsOf(people);
    quiet(full, seen, people);
    quiet(other, seenSince, people);
  }

  private void follow(FullClient client, FollowedRoom followed, int people) {
    while (followed.people().size() < people) {
      take(client.next(), followed);
    }
  }

  private void follow(FullClient client, FollowedRoom followed, Set<String> people) {
    while (!followed.people().equals(people)) {
      take(client.next(), followed);
    }
  }

  /** Nothing comes that changes it again: that would have to be a repetition. */
  private void quiet(FullClient client, FollowedRoom followed, Set<String> people) {
    client.untilPong().forEach(frame -> take(frame, followed));
    assertThat(followed.people()).isEqualTo(people);
  }

  private void take(JsonNode frame, FollowedRoom followed) {
    followed.accept(frame);
    if (!frame.get("type").asText().equals("presence")) {
      return;
    }
    int count = frame.get("online_count").asInt();
    assertThat(followed.people()).hasSize(count);
    assertThat(frame.has("online_users")).isEqualTo(count <= TOLD_WHOLE);
    if (followed == seen && count > TOLD_WHOLE) {
      Instant told = Instant.parse(frame.get("timestamp").asText());
      assertThat(told).as("gathered").isAfter(lastGathered.plusMillis(90));
      lastGathered = told;
    }
  }

  private static void follow(ChatClient plain, Set<String> people) {
    Set<String> here = Set.of();
    while (!here.equals(people)) {
      JsonNode frame = plain.next();
      if (frame.get("type").asText().equals("message")) {
        continue;
      }
      List<String> list = Json.texts(frame.get("online_users"));
      here = new HashSet<>(list);
      assertThat(list).doesNotHaveDuplicates().contains("Full", "Plain");
      assertThat(here.contains(frame.get("username").asText()))
          .isEqualTo(frame.get("type").asText().equals("join"));
    }
  }
}
