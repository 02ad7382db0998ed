package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.limit.AddressBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({"1000ms,1000", "1s,1000", "90s,90000", "2m,120000", "1h,3600000", "' 5s ',5000"})
  void timesHaveAUnit(String text, long milliseconds) {
    Duration duration = good(text, s -> s.duration("key", SECOND, HOUR));
    assertThat(duration).hasMillis(milliseconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "5 s", "-5s", "5S", "1.5s", "5sec", "999ms", "61m", "9999999999s"})
  void anyOtherTimeIsAProblem(String text) {
    assertProblem(text, s -> s.duration("key", SECOND, HOUR), "must be a time from 1s to 1h");
  }

  @ParameterizedTest
  @CsvSource({"1024,1024", "1KiB,1024", "64KiB,65536", "1MiB,1048576", "1GiB,1073741824"})
  void sizesMayHaveAUnit(String text, int bytes) {
    int read = good(text, s -> s.bytes("key", 1024, 1 << 30));
    assertThat(read).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1023", "5GiB", "2GiB", "4GiB", "1kb", "1 KiB", "-1", "1.5MiB", "99999999999"})
  void anyOtherSizeIsAProblem(String text) {
    assertProblem(text, s -> s.bytes("key", 1024, 1 << 30), "must be a size from 1024 to");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "10,10", "' 7 ',7"})
  void numbersAreWhole(String text, int number) {
    int read = good(text, s -> s.number("key", 1, 10));
    assertThat(read).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"auto,-1", "0,0", "64,64", "' 7 ',7"})
  void numbersOfVerticlesMayBeLeftToTheServer(String text, int number) {
    int read = good(text, s -> s.countOrAuto("key", 64, -1));
    assertThat(read).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65", "Auto", "1.0", "99999999999"})
  void anyOtherNumberOfVerticlesIsAProblem(String text) {
    assertProblem(
        text, s -> s.countOrAuto("key", 64, -1), "must be auto, or a whole number from 0 to 64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "11", "-1", "1.0", "1e1", "0x1", "4294967297", "99999999999999999999"})
  void anyOtherNumberIsAProblem(String text) {
    assertProblem(text, s -> s.number("key", 1, 10), "must be a whole number from 1 to 10");
  }

  @Test
  void originsAreAListInAFileAndSeparatedByCommasElsewhere() {
    List<String> both = List.of("https://a.example", "http://[::1]:8080");
    Function<Settings, List<String>> origins = settings -> settings.origins("key");
    String written = String.join(" , ", both);
    assertThat(List.of(good(both, origins), good(written, origins))).containsOnly(both);
    assertThat(List.of(good(List.of(), origins), good("", origins))).containsOnly(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "a.example",
        "https://",
        "https://a.example/",
        "https://a.example/path",
        "https://a.example?x",
        "https://me@a.example",
        "ftp://a.example",
        "https://a.example,,x",
        "https://a b"
      })
  void whatIsNoOriginIsAProblem(String text) {
    assertProblem(text, settings -> settings.origins("key"), "must be a list of origins");
  }

  @Test
  void addressesAreAListToo() {
    List<AddressBlock> both =
        List.of(AddressBlock.parse("127.0.0.1/32"), AddressBlock.parse("fd00::/8"));
    Function<Settings, List<AddressBlock>> addresses = settings -> settings.addresses("key");
    assertThat(good(List.of("127.0.0.1", "fd00::/8"), addresses)).isEqualTo(both);
    assertThat(good("127.0.0.1, fd00::/8", addresses)).isEqualTo(both);
    assertThat(List.of(good(List.of(), addresses), good("", addresses))).containsOnly(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "localhost", "10.0.0.0/33", "127.0.0.1,,::1", "10.0.0.1:80", "/8"})
  void whatIsNoAddressIsAProblem(String text) {
    assertProblem(text, settings -> settings.addresses("key"), "must be a list of addresses");
  }

  @Test
  void pathsAndTextsMustNotBeEmpty() {
    Path path = good("./data", s -> s.path("key"));
    assertThat(path).isEqualTo(Path.of("./data"));
    assertProblem(" ", s -> s.text("key"), "must not be empty");
    assertProblem("a\0b", s -> s.path("key"), "must be a path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"smtp.password", "admin.secret", "api.token", "database.url", "smtp.PASSWORD"})
  void secretsAreMasked(String key) {
    Settings settings = new Settings(Map.of(key, "hunter2"));
    settings.number(key, 0, 1);
    settings.override(Map.of("smtp.pasword", "hunter2"), "environment");
    assertThatThrownBy(settings::throwIfProblems)
        .hasMessageContaining(key + ": must be a whole number from 0 to 1, but is ****")
        .hasMessageContaining("smtp.pasword: there is no such key")
        .hasMessageNotContaining("hunter2");
  }

  private static <T> T good(Object value, Function<Settings, T> read) {
    Settings settings = new Settings(Map.of("key", value));
    T result = read.apply(settings);
    assertThatCode(settings::throwIfProblems).doesNotThrowAnyException();
    return result;
  }

  private static void assertProblem(Object value, Function<Settings, ?> read, String rule) {
    Settings settings = new Settings(Map.of("key", value));
    read.apply(settings);
    assertThatThrownBy(settings::throwIfProblems)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("key: " + rule)
        .hasMessageEndingWith("but is \"" + value.toString().strip() + "\"");
  }
}
