package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many change one room at once. */
@ExtendWith(BlockedEventLoops.class)
class RoomTurnsTest {

  private static final int AT_ONCE = 40;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Account ann = parley.account("Ann");
  private final Rooms anns = Rooms.of(ann);

  @Test
  void fortyChangesAtOnceAreAllMade() throws InterruptedException, ExecutionException {
    String room = anns.make();
    List<Rooms> people =
        IntStream.range(0, AT_ONCE).mapToObj(i -> Rooms.of(parley.account("Person " + i))).toList();
    List<Callable<RestAnswer>> changes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      String guest = "Guest " + i;
      Rooms person = people.get(i);
      changes.add(() -> anns.ban(room, guest));
      changes.add(() -> anns.mute(room, guest + " too", 60));
      changes.add(() -> person.join(room));
    }
    assertThat(statuses(changes)).containsOnly(200, 204);
    assertThat(anns.roles(room)).hasSize(AT_ONCE + 1);
    assertThat(anns.restrictions(room).isJson(200)).hasSize(2 * AT_ONCE);
  }

  private static List<Integer> statuses(List<Callable<RestAnswer>> changes)
      throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Integer> statuses = new ArrayList<>();
      for (Future<RestAnswer> each : clients.invokeAll(changes)) {
        statuses.add(each.get().status());
      }
      return statuses;
    } finally {
      clients.shutdownNow();
    }
  }
}
