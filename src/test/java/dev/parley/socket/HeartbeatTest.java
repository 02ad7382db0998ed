package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socket.Heartbeat.Beat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final long START = 1_000_000;

  private final Heartbeat heartbeat =
      new Heartbeat(Duration.ofMillis(100), Duration.ofMillis(50), START);

  @Test
  void whoIsSilentForTheIntervalIsPingedOnce() {
    assertThat(heartbeat.next(START + 99)).isEqualTo(Beat.REST);
    assertThat(heartbeat.next(START + 100)).isEqualTo(Beat.PING);
    assertThat(heartbeat.next(START + 101)).isEqualTo(Beat.REST);
    assertThat(heartbeat.next(START + 149)).isEqualTo(Beat.REST);
  }

  @Test
  void whoThenIsSilentForTheTimeoutIsGivenUp() {
    heartbeat.next(START + 100);
    assertThat(heartbeat.next(START + 150)).isEqualTo(Beat.GIVE_UP);
    assertThat(heartbeat.next(START + 400)).isEqualTo(Beat.GIVE_UP);
  }

  @Test
  void theTimeoutCountsFromThePingHoweverLateThatWas() {
    assertThat(heartbeat.next(START + 500)).isEqualTo(Beat.PING);
    assertThat(heartbeat.next(START + 549)).isEqualTo(Beat.REST);
    assertThat(heartbeat.next(START + 550)).isEqualTo(Beat.GIVE_UP);
  }

  @Test
  void anythingThatIsHeardBeginsTheIntervalAnew() {
    heartbeat.heard(START + 90);
    assertThat(heartbeat.next(START + 189)).isEqualTo(Beat.REST);
    assertThat(heartbeat.next(START + 190)).isEqualTo(Beat.PING);
    heartbeat.heard(START + 200);
    assertThat(heartbeat.next(START + 250)).isEqualTo(Beat.REST);
    assertThat(heartbeat.next(START + 300)).isEqualTo(Beat.PING);
  }
}
