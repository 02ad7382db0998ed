package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How long a refusal takes says nothing about who is there. */
@ExtendWith(BlockedEventLoops.class)
class AccountTimingTest {
  private static final int ROUNDS = 21;
  private static final int WARM_UP = 4;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley = new ParleyExtension(() -> data, Map.of());

  private final Rest rest = parley.rest();

  /** The medians of interleaved rounds: whatever else the machine does is the same for all. */
  @Test
  void aWrongPasswordANameThatNobodyHasAndADeactivatedAccountTakeTheSameTime() {
    parley.account("Here");
    parley.account("Gone");
    parley
        .administrator()
        .rest()
        .patch("/api/chat/people/gone", "{\"deactivated\": true}")
        .hasStatus(200);
    String[] tries = {
      Json.object("username", "Here", "password", "not the password"),
      Json.object("username", "Nobody", "password", "not the password"),
      Json.object("username", "Gone", "password", Account.PASSWORD)
    };
    long[][] times = new long[tries.length][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < tries.length; i++) {
        long took = time(tries[i]);
        if (round >= 0) {
          times[i][round] = took;
        }
      }
    }
    double here = median(times[0]);
    assertThat(median(times[1]) / here).isBetween(0.6, 1.67);
    assertThat(median(times[2]) / here).isBetween(0.6, 1.67);
  }

  private long time(String credentials) {
    long start = System.nanoTime();
    rest.post("/api/chat/sign-in", credentials).hasStatus(401);
    return System.nanoTime() - start;
  }

  private static double median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
