package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a load ends by itself and says why, whatever the server does. */
@Timeout(120)
class LoadEndsTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void listen() {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void whenTheServerDies() {
    FakeServer.Faults faults =
        new FakeServer.Faults() {
          @Override
          boolean die(long number) {
            return number == 20;
          }
        };
    // far longer than the test may take: the end has to be noticed
    assertThat(load(faults, "--duration", "1h")).isEqualTo(1);
    assertThat(said()).contains("PROBLEM").contains("Connections closed with");
  }

  @Test
  void whenTheServerFallsSilent() {
    FakeServer.Faults faults =
        new FakeServer.Faults() {
          @Override
          List<String> deliver(int member, long seq, String frame) {
            return seq < 20 ? List.of(frame) : List.of();
          }
        };
    assertThat(load(faults, "--duration", "300ms", "--drain", "1s")).isEqualTo(1);
    assertThat(said()).contains("Not everything had come 1 s after the last message");
  }

  @Test
  void whenThereIsNoServer() {
    assertThat(Bench.run("load", "--url", "http://127.0.0.1:1", "--rate", "1")).isEqualTo(1);
    assertThat(said()).contains("Nothing could be measured");
  }

  @Test
  void whenArgumentsMakeNoSense() {
    assertThat(Bench.run("load")).isEqualTo(2);
    assertThat(Bench.run("load", "--rate", "1", "--window", "1")).isEqualTo(2);
    assertThat(Bench.run("load", "--rate", "1", "--duration", "soon")).isEqualTo(2);
    assertThat(Bench.run("load", "--rate", "1", "--senders", "21")).isEqualTo(2);
    assertThat(Bench.run("load", "--rate", "1", "--size", "10")).isEqualTo(2);
    assertThat(Bench.run("load", "--rate", "0")).isEqualTo(2);
    assertThat(said()).contains("soon is no time");
  }

  @Test
  void refusalsNameTheLimitsThatAreBehindThem() {
    FakeServer.Faults faults =
        new FakeServer.Faults() {
          @Override
          String refuse(long number) {
            return "rate_limited";
          }
        };
    assertThat(load(faults, "--duration", "200ms")).isEqualTo(1);
    assertThat(said()).contains("limits.messages-per-second").contains("Nothing was delivered");
  }

  private int load(FakeServer.Faults faults, String... arguments) {
    try (FakeServer server = new FakeServer(faults)) {
      List<String> all = new ArrayList<>();
      all.addAll(List.of("load", "--url", server.url(), "--members", "4", "--senders", "3"));
      all.addAll(List.of("--rate", "200", "--warmup", "100ms"));
      all.addAll(List.of(arguments));
      return Bench.run(all.toArray(String[]::new));
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
