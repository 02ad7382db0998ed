package dev.parley.config;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ConfigLoaderTest {
  @TempDir Path folder;
  private ConfigLoader loader;

  @BeforeEach
  void makeALoader(Vertx vertx) {
    loader = new ConfigLoader(vertx);
  }

  @Test
  void theDefaultsAreAWholeConfiguration() {
    ParleyConfig config = await(loader.load(Optional.empty(), Map.of(), Map.of()));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8000);
    assertThat(config.data().dir()).isEqualTo(Path.of("./data"));
    assertThat(config.http().allowedOrigins()).isEmpty();
  }

  @Test
  void theFileWinsOverTheDefaultsTheEnvironmentOverTheFileAndTheCommandLineOverAll()
      throws IOException {
    Optional<Path> file = file("http:\n  port: 1\n");
    Map<String, String> environment = Map.of("PARLEY_HTTP_PORT", "2", "HTTP_PORT", "9");
    assertThat(port(file, Map.of(), Map.of())).isEqualTo(1);
    assertThat(port(file, environment, Map.of())).isEqualTo(2);
    assertThat(port(file, environment, Map.of("http.port", "3"))).isEqualTo(3);
    assertThat(port(Optional.empty(), environment, Map.of())).isEqualTo(2);
  }

  @Test
  void aFileChangesNothingButWhatIsInIt() throws IOException {
    ParleyConfig defaults = await(loader.load(Optional.empty(), Map.of(), Map.of()));
    ParleyConfig config = await(loader.load(file("http:\n  port: 1\n"), Map.of(), Map.of()));
    assertThat(config.limits()).isEqualTo(defaults.limits());
    assertThat(config.http().host()).isEqualTo(defaults.http().host());
    assertThat(await(loader.load(file("# nothing\n"), Map.of(), Map.of()))).isEqualTo(defaults);
    assertThat(await(loader.load(file(""), Map.of(), Map.of()))).isEqualTo(defaults);
  }

  @Test
  void everythingThatIsWrongIsReportedTogetherInTheOrderOfKeys() throws IOException {
    Optional<Path> file =
        file(
            "socket:\n  ping-interval: soon\nhttp:\n  port: 70000\n  prot: 1\nlogs: {}\nsmtp: 5\n");
    Map<String, String> environment = Map.of("PARLEY_LIMITS_ROMS", "5", "PARLEY_DATA_DIR", " ");
    Map<String, String> arguments = Map.of("limits.rooms", "-1", "verbose", "");
    assertThat(problems(file, environment, arguments))
        .containsExactly(
            "PARLEY_LIMITS_ROMS: there is no key for this variable (environment)",
            "data.dir: must not be empty, but is \"\"",
            "http.port: must be a whole number from 0 to 65535, but is \"70000\"",
            "http.prot: there is no such key (" + file.get() + ")",
            "limits.rooms: must be a whole number from 0 to 2147483647, but is \"-1\"",
            "smtp: there is no such key (" + file.get() + ")",
            "socket.ping-interval: must be a time from 0.1s to 30m, written 500ms, 2s, 5m or 1h,"
                + " but is \"soon\"",
            "verbose: there is no such key (command line)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http: [", "- a list", "just text", "a: b: c", "\tx: 1", "5"})
  void aFileThatIsNoYamlIsOneProblemAmongTheOthers(String text) throws IOException {
    Optional<Path> file = file(text);
    assertThat(problems(file, Map.of("PARLEY_HTTP_PORT", "x"), Map.of("verbose", "")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith(file.get() + ": can't be read as YAML: "))
        .anyMatch(line -> line.startsWith("http.port: "))
        .anyMatch(line -> line.startsWith("verbose: "));
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    Path file = folder.resolve("none.yaml");
    assertThat(problems(Optional.of(file), Map.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith(file.toString())
        .contains("NoSuchFile");
  }

  @Test
  void aSectionWithNothingInItChangesNothing() throws IOException {
    ParleyConfig defaults = await(loader.load(Optional.empty(), Map.of(), Map.of()));
    Optional<Path> file = file("http:\nlimits:\n  # rooms: 5\n");
    assertThat(await(loader.load(file, Map.of(), Map.of()))).isEqualTo(defaults);
  }

  @Test
  void aPortThatIsNoServicesIsAMistakeAndNotKubernetes() {
    assertThat(problems(Optional.empty(), Map.of("PARLEY_PORT", "9000"), Map.of()))
        .containsExactly("PARLEY_PORT: there is no key for this variable (environment)");
  }

  @Test
  void variablesThatAreNotMeantAsSettingsAreLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "PATH", "/bin",
            "PARLEY_CHROMIUM", "/usr/bin/chromium",
            "PARLEY_SERVICE_HOST", "10.0.0.1",
            "PARLEY_PORT", "tcp://10.0.0.1:8000",
            "PARLEY_PORT_8000_TCP", "tcp://10.0.0.1:8000");
    assertThat(port(Optional.empty(), environment, Map.of())).isEqualTo(8000);
  }

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("test.yaml"), text));
  }

  private int port(
      Optional<Path> file, Map<String, String> environment, Map<String, String> arguments) {
    return await(loader.load(file, environment, arguments)).http().port();
  }

  private List<String> problems(
      Optional<Path> file, Map<String, String> environment, Map<String, String> arguments) {
    Throwable error = error(loader.load(file, environment, arguments));
    assertThat(error).isInstanceOf(ConfigException.class);
    return error.getMessage().lines().toList();
  }
}
