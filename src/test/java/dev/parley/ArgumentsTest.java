package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.UserCommand.Kind;
import dev.parley.config.ConfigLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private final AtomicReference<Arguments> run = new AtomicReference<>();
  private final AtomicReference<UserCommand> user = new AtomicReference<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void listenToWhatIsPrinted() {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void letItBePrintedAgain() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void settingsAreGivenWithAnEqualsSignOrASpace() {
    assertThat(parse("--http.port=8001", "--data.dir", "/srv/x", "--conf", "my.yaml")).isZero();
    assertThat(run.get().settings()).isEqualTo(Map.of("http.port", "8001", "data.dir", "/srv/x"));
    assertThat(run.get().file()).contains(Path.of("my.yaml"));
  }

  @Test
  void withoutArgumentsItJustRuns() {
    assertThat(parse()).isZero();
    assertThat(run.get()).isEqualTo(new Arguments(Optional.empty(), Map.of()));
  }

  @Test
  void theExitCodeIsThatOfTheRun() {
    assertThat(Arguments.parse(new String[0], arguments -> 7, (command, a) -> 8)).isEqualTo(7);
  }

  @Test
  void whatIsNoOptionIsHandedOnToBeReportedWithTheRest() {
    assertThat(parse("--http.prot=1", "--http.port=x", "--verbose", "start")).isZero();
    assertThat(run.get().settings()).containsOnlyKeys("http.prot", "http.port", "verbose", "start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theHelpListsEveryKeyAndRunsNothing(String option) {
    assertThat(parse(option)).isZero();
    assertThat(run.get()).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--conf=FILE");
    for (String key : ConfigLoader.keys()) {
      assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--" + key + "=VALUE");
    }
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(parse("--version")).isZero();
    assertThat(run.get()).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Parley ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http.port", "--conf"})
  void anOptionWithoutItsValueIsSaidInALine(String option) {
    assertThat(parse(option)).isEqualTo(1);
    assertThat(run.get()).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("parley: ")
        .contains(option);
  }

  @Test
  void aCommandAboutSomebodyTakesTheSameOptionsBeforeAndBehindIt() {
    assertThat(
            parse(
                "--conf=my.yaml", "user", "create", "Ann", "--administrator", "--data.dir=/srv/x"))
        .isZero();
    assertThat(user.get()).isEqualTo(new UserCommand(Kind.CREATE, "Ann", null, true, false));
    assertThat(run.get())
        .isEqualTo(new Arguments(Optional.of(Path.of("my.yaml")), Map.of("data.dir", "/srv/x")));
    assertThat(parse("user", "create", "ann", "--display-name", "Ann B.")).isZero();
    assertThat(user.get()).isEqualTo(new UserCommand(Kind.CREATE, "ann", "Ann B.", false, false));
    assertThat(parse("user", "reset", "ann", "--two-factor", "--http.prot=1")).isZero();
    assertThat(user.get()).isEqualTo(new UserCommand(Kind.RESET, "ann", null, false, true));
    assertThat(run.get().settings()).containsOnlyKeys("http.prot");
    assertThat(parse("user", "disable", "ann")).isZero();
    assertThat(user.get()).isEqualTo(new UserCommand(Kind.DISABLE, "ann", null, false, false));
  }

  @Test
  void aCommandThatIsNotWholeIsSaidInALine() {
    assertThat(parse("user")).isEqualTo(1);
    assertThat(parse("user", "create")).isEqualTo(1);
    assertThat(user.get()).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "parley: It takes one of: create, reset, disable, enable",
            "parley: Missing required parameter: 'NAME'");
  }

  @Test
  void theHelpNamesTheCommands() {
    assertThat(parse("--help")).isZero();
    assertThat(parse("user", "--help")).isZero();
    assertThat(parse("user", "reset", "--help")).isZero();
    assertThat(user.get()).isNull();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("user", "create", "reset", "disable", "enable", "NAME", "--two-factor");
  }

  private int parse(String... arguments) {
    return Arguments.parse(
        arguments,
        parsed -> {
          run.set(parsed);
          return 0;
        },
        (command, parsed) -> {
          run.set(parsed);
          user.set(command);
          return 0;
        });
  }
}
