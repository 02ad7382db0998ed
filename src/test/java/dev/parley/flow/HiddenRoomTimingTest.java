package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes to hear that there is no room doesn't tell a private one from none. Two samples
 * are taken in turns and compared by their ranks: the share of pairs in which the one is slower is
 * a half if they are alike.
 */
@ExtendWith(BlockedEventLoops.class)
class HiddenRoomTimingTest {

  private static final Logger log = LoggerFactory.getLogger(HiddenRoomTimingTest.class);

  private static final int SAMPLES = 400;
  private static final int WARM_UP = 200;

  /** A difference that shows in fewer than every fifth pair is noise here. */
  private static final double ALIKE = 0.1;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Account ann = parley.account("Ann " + UUID.randomUUID());
  private final Account outsider = parley.account("Outsider " + UUID.randomUUID());

  @Test
  void aPrivateRoomThatNobodyIsInTakesAsLongAsNone() {
    assertAlike(Rooms.of(ann).makePrivate());
  }

  @Test
  void aPrivateRoomWithManyMembersThatSomebodyIsInTakesAsLongAsNone() {
    String room = Rooms.of(ann).makePrivate();
    IntStream.range(0, 30)
        .mapToObj(i -> parley.account("Member " + i + " " + UUID.randomUUID()))
        .forEach(each -> Rooms.of(ann).put(room, each.name(), "member").isJson(200));
    ChatClient inside = parley.connect(ChatClient.target(room, ann.name()), ann.headers());
    inside.await("join");
    assertAlike(room);
  }

  private void assertAlike(String room) {
    Rest rest = outsider.rest();
    String none = UUID.randomUUID().toString();
    List<Long> ofHidden = new ArrayList<>();
    List<Long> ofNone = new ArrayList<>();
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      boolean counts = i >= WARM_UP;
      measure(rest, room, counts ? ofHidden : new ArrayList<>());
      measure(rest, none, counts ? ofNone : new ArrayList<>());
    }
    double share = shareOfSlower(ofHidden, ofNone);
    log.info("hidden_room_timing share_of_slower={}", "%.3f".formatted(share));
    assertThat(share).isBetween(0.5 - ALIKE, 0.5 + ALIKE);
  }

  private static void measure(Rest rest, String room, List<Long> times) {
    long before = System.nanoTime();
    int status = rest.get("/api/chat/rooms/" + room).status();
    times.add(System.nanoTime() - before);
    assertThat(status).isEqualTo(404);
  }

  /** Of all pairs, how often the first of them is greater; what Mann and Whitney count. */
  private static double shareOfSlower(List<Long> first, List<Long> second) {
    long greater = 0;
    for (long one : first) {
      for (long other : second) {
        greater += one > other ? 1 : 0;
      }
    }
    return (double) greater / first.size() / second.size();
  }
}
