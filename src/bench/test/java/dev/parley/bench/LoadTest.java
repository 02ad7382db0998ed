package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a load finds exactly what a server does wrong. */
class LoadTest {
  private static final int SECOND_MEMBER = 1;
  private static final int SEQ = 20;

  /** Runs to its end where something is lost; long, so that a busy machine loses nothing else. */
  private static final String DRAIN = "10s";

  @TempDir Path folder;
  private int exitCode;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void aGoodServerIsClean(String endpoint) throws IOException {
    JsonNode report = load(new FakeServer.Faults(), "--endpoint", endpoint, "--rate", "200");
    assertThat(exitCode).isZero();
    assertThat(report.at("/audit/clean").asBoolean()).isTrue();
    assertThat(report.path("problems")).isEmpty();
    long received = report.at("/audit/received").asLong();
    assertThat(received).isPositive().isEqualTo(report.at("/audit/expected").asLong());
    assertThat(report.at("/figures/deliveries").asLong()).isBetween(1L, received);
    assertThat(report.at("/figures/latency_ms/p50").asDouble()).isPositive();
  }

  @Test
  void aClosedLoopKeepsGoing() throws IOException {
    JsonNode report = load(new FakeServer.Faults(), "--window", "2");
    assertThat(exitCode).isZero();
    assertThat(report.at("/figures/messages").asLong()).isGreaterThan(2 * 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void oneLostDeliveryIsFound(String endpoint) throws IOException {
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              List<String> deliver(int member, long seq, String frame) {
                return member == SECOND_MEMBER && seq == SEQ ? List.of() : List.of(frame);
              }
            },
            "--endpoint",
            endpoint,
            "--rate",
            "200",
            "--drain",
            DRAIN);
    assertThat(exitCode).isEqualTo(1);
    assertAudit(report, 1, 0, 0, 1);
    assertThat(report.path("problems").toString()).contains("Lost deliveries: 1.");
  }

  @Test
  void oneDeliveryTooManyIsFound() throws IOException {
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              List<String> deliver(int member, long seq, String frame) {
                return member == SECOND_MEMBER && seq == SEQ
                    ? List.of(frame, frame)
                    : List.of(frame);
              }
            },
            "--rate",
            "200");
    assertThat(exitCode).isEqualTo(1);
    assertAudit(report, 0, 1, 0, 0);
  }

  @Test
  void twoDeliveriesThatChangePlacesAreFound() throws IOException {
    List<String> held = new ArrayList<>();
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              List<String> deliver(int member, long seq, String frame) {
                if (member == SECOND_MEMBER && seq == SEQ) {
                  held.add(frame);
                  return List.of();
                }
                return member == SECOND_MEMBER && seq == SEQ + 1
                    ? List.of(frame, held.get(0))
                    : List.of(frame);
              }
            },
            "--rate",
            "200");
    assertThat(exitCode).isEqualTo(1);
    assertAudit(report, 0, 0, 1, 1);
  }

  @Test
  void aMessageThatIsStoredTwiceIsDoubledForEverybody() throws IOException {
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              int store(long number) {
                return number == SEQ ? 2 : 1;
              }
            },
            "--rate",
            "200");
    assertThat(exitCode).isEqualTo(1);
    assertAudit(report, 0, 4, 0, 0);
  }

  @Test
  void aMessageThatIsNeverStoredIsLostForEverybody() throws IOException {
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              int store(long number) {
                return number == SEQ ? 0 : 1;
              }
            },
            "--rate",
            "200",
            "--drain",
            DRAIN);
    assertThat(exitCode).isEqualTo(1);
    assertAudit(report, 4, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rate=200", "--window=2"})
  void refusedMessagesAreToldAndNotLost(String pace) throws IOException {
    JsonNode report =
        load(
            new FakeServer.Faults() {
              @Override
              String refuse(long number) {
                return number % 10 == 9 ? "rate_limited" : null;
              }
            },
            pace);
    assertThat(exitCode).isZero();
    assertThat(report.at("/errors/rate_limited").asLong()).isPositive();
    assertAudit(report, 0, 0, 0, 0);
  }

  private void assertAudit(JsonNode report, long lost, long doubled, long misordered, long gaps) {
    JsonNode audit = report.path("audit");
    assertThat(
            List.of(
                audit.path("lost").asLong(),
                audit.path("doubled").asLong(),
                audit.path("misordered").asLong(),
                audit.path("gaps").asLong()))
        .as("lost, doubled, misordered, gaps")
        .containsExactly(lost, doubled, misordered, gaps);
  }

  private JsonNode load(FakeServer.Faults faults, String... arguments) throws IOException {
    try (FakeServer server = new FakeServer(faults)) {
      Path json = folder.resolve("report.json");
      List<String> all = new ArrayList<>();
      all.addAll(List.of("load", "--url", server.url(), "--json", json.toString()));
      all.addAll(List.of("--rooms", "1", "--members", "4", "--senders", "3"));
      all.addAll(List.of("--warmup", "100ms", "--duration", "400ms"));
      all.addAll(List.of(arguments));
      exitCode = Bench.run(all.toArray(String[]::new));
      assertThat(server.rooms()).as("rooms left behind").isZero();
      return new JsonMapper().readTree(Files.readAllBytes(json));
    }
  }
}
