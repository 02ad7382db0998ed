package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether a soak finds what goes wrong when people come back. */
@Timeout(120)
class SoakTest {
  @TempDir Path folder;
  private int exitCode;

  @Test
  void whoComesBackToAGoodServerMissesNothing() throws IOException {
    JsonNode report = soak(new FakeServer.Faults());
    assertThat(report.path("problems")).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(report.path("drops").asLong()).isPositive();
    assertThat(report.path("recovered").asLong()).isPositive();
    assertThat(report.at("/audit/received").asLong())
        .isPositive()
        .isEqualTo(report.at("/audit/expected").asLong());
  }

  @Test
  void whatIsMissingInARecoveryIsLost() throws IOException {
    JsonNode report =
        soak(
            new FakeServer.Faults() {
              @Override
              List<String> recover(List<String> missed) {
                return missed.subList(0, missed.size() / 2);
              }
            },
            "--drain",
            "10s");
    assertThat(exitCode).isEqualTo(1);
    assertThat(report.at("/audit/lost").asLong())
        .isPositive()
        .isEqualTo(report.at("/audit/gaps").asLong());
  }

  @Test
  void whatComesTwiceInARecoveryIsDoubled() throws IOException {
    JsonNode report =
        soak(
            new FakeServer.Faults() {
              @Override
              List<String> recover(List<String> missed) {
                List<String> twice = new ArrayList<>(missed);
                twice.addAll(missed);
                return twice;
              }
            });
    assertThat(exitCode).isEqualTo(1);
    assertThat(report.at("/audit/doubled").asLong()).isPositive();
    assertThat(report.at("/audit/lost").asLong()).isZero();
  }

  @Test
  void whatWasNotAnsweredIsSentAgainAndNotDoubledByAGoodServer() throws IOException {
    JsonNode report = soak(withoutSomeAnswers(true));
    // that connections were closed is not as it should be; all messages are there once
    assertThat(report.path("endings").toString()).contains("closed with 4000");
    assertThat(report.at("/audit/clean").asBoolean()).isTrue();
    assertThat(report.path("unacknowledged").asLong()).isZero();
  }

  @Test
  void aServerThatForgetsNoncesDoubles() throws IOException {
    JsonNode report = soak(withoutSomeAnswers(false));
    assertThat(exitCode).isEqualTo(1);
    assertThat(report.at("/audit/doubled").asLong()).isPositive();
  }

  @Test
  void peopleWhoAreListedButGoneAreFound() throws IOException {
    JsonNode report =
        soak(
            new FakeServer.Faults() {
              @Override
              List<String> online(List<String> names) {
                List<String> more = new ArrayList<>(names);
                more.add("a ghost");
                return more;
              }
            });
    assertThat(exitCode).isEqualTo(1);
    assertThat(report.path("problems").toString()).contains("online_users", "with everybody in");
  }

  @Test
  void thePlotIsAPicture() throws IOException {
    Path plot = folder.resolve("soak.png");
    soak(new FakeServer.Faults(), "--plot", plot.toString());
    assertThat(ImageIO.read(plot.toFile()).getWidth()).isEqualTo(900);
  }

  @Test
  void aServerThatDiesEndsIt() throws IOException {
    JsonNode report =
        soak(
            new FakeServer.Faults() {
              @Override
              boolean die(long number) {
                return number == 50;
              }
            },
            "--duration",
            "1h",
            "--drain",
            "1s");
    assertThat(exitCode).isEqualTo(1);
    assertThat(report.path("problems").toString()).contains("Connections");
  }

  private static FakeServer.Faults withoutSomeAnswers(boolean remember) {
    return new FakeServer.Faults() {
      @Override
      boolean answer(long number) {
        return number % 100 != 50;
      }

      @Override
      boolean remember() {
        return remember;
      }
    };
  }

  private JsonNode soak(FakeServer.Faults faults, String... arguments) throws IOException {
    try (FakeServer server = new FakeServer(faults)) {
      Path json = folder.resolve("report.json");
      List<String> all = new ArrayList<>();
      all.addAll(List.of("soak", "--url", server.url(), "--json", json.toString()));
      all.addAll(List.of("--connections", "20", "--rooms", "2", "--rate", "200"));
      all.addAll(List.of("--duration", "2s", "--churn", "20/s", "--away", "200ms"));
      all.addAll(List.of("--sample", "500ms"));
      all.addAll(List.of(arguments));
      exitCode = Bench.run(all.toArray(String[]::new));
      return new JsonMapper().readTree(Files.readAllBytes(json));
    }
  }
}
