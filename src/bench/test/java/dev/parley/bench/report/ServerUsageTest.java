package dev.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerUsageTest {
  private static final long ME = ProcessHandle.current().pid();

  @Test
  void countsAProcessWithItsChildren() throws IOException {
    Process child = new ProcessBuilder("cat").start();
    try {
      long childs = ServerUsage.of(child.pid()).rssBytes();
      assertThat(childs).isPositive();
      assertThat(ServerUsage.tree(ME)).contains(child.toHandle());
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void theCpuOfAProcessGrows() {
    long before = ServerUsage.of(ME).cpuNanos();
    long now = before;
    while (now == before) {
      now = ServerUsage.of(ME).cpuNanos();
    }
    assertThat(now).isGreaterThan(before);
  }

  @Test
  void aProcessThatIsGoneUsesNothing() throws Exception {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();
    assertThat(ServerUsage.of(child.pid())).isEqualTo(new ServerUsage(0, 0));
  }

  @Test
  void withoutAPidThereIsNothingToSay() {
    assertThat(ServerUsage.of(null)).isNull();
  }
}
