package dev.parley.config;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.limit.AddressBlock;
import dev.parley.testing.Sources;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A new key needs a value here, and a line in the manual. */
@ExtendWith(VertxExtension.class)
class EveryKeyTest {
  /** A value for every key, none of them the default. */
  private static final Map<String, String> VALUES = new TreeMap<>();

  private static final Set<String> LISTS = Set.of("http.allowed-origins", "http.trusted-proxies");

  /** What they make together. */
  private static final ParleyConfig CONFIG =
      new ParleyConfig(
          new ParleyConfig.Http(
              value("http.host", "0.0.0.0"),
              Integer.parseInt(value("http.port", "9001")),
              List.of(value("http.allowed-origins", "https://chat.example.org:8443")),
              List.of(AddressBlock.parse(value("http.trusted-proxies", "fd00::/8"))),
              seconds(value("http.header-timeout", "12s")),
              seconds(value("http.request-timeout", "13s")),
              seconds(value("http.idle-timeout", "91s"))),
          new ParleyConfig.Access(
              ParleyConfig.Access.Mode.valueOf(value("access.mode", "members").toUpperCase()),
              seconds(value("access.session-expiry", "3601s")),
              number("access.password-hashes", 3)),
          new ParleyConfig.Data(Path.of(value("data.dir", "/srv/parley"))),
          new ParleyConfig.Database(
              value("database.url", "jdbc:postgresql://db/parley"),
              value("database.user", "parley"),
              value("database.password", "secret")),
          new ParleyConfig.Cluster(
              Boolean.parseBoolean(value("cluster.enabled", "true")),
              value("cluster.host", "10.1.2.3"),
              number("cluster.port", 7801),
              number("cluster.bus-port", 7901),
              value("cluster.tls-certificate", "/etc/parley/node.pem"),
              value("cluster.tls-key", "/etc/parley/node.key"),
              value("cluster.tls-authority", "/etc/parley/ca.pem")),
          new ParleyConfig.Verticles(
              number("verticles.http", 2),
              number("verticles.room", 3),
              number("verticles.persistence", 0)),
          new ParleyConfig.Storage(
              seconds(value("storage.commit-interval", "1s")), number("storage.readers", 3)),
          new ParleyConfig.Socket(
              seconds(value("socket.ping-interval", "31s")),
              seconds(value("socket.pong-timeout", "11s"))),
          new ParleyConfig.Bridge(
              Boolean.parseBoolean(value("bridge.sockjs.enabled", "true")),
              Boolean.parseBoolean(value("bridge.tcp.enabled", "true")),
              value("bridge.tcp.host", "0.0.0.0"),
              number("bridge.tcp.port", 7001)),
          new ParleyConfig.Limits(
              number("limits.connections", 1001),
              number("limits.connections-per-address", 1201),
              number("limits.http-connections", 1202),
              number("limits.requests-per-second", 1203),
              number("limits.requests-burst", 1204),
              number("limits.messages-per-second", 1205),
              number("limits.messages-burst", 1206),
              number("limits.frames-per-second", 1207),
              number("limits.frames-burst", 1208),
              number("limits.rate-keys", 1210),
              number("limits.rooms", 1002),
              number("limits.members", 1301),
              number("limits.message-versions", 1601),
              number("limits.reactions-per-message", 602),
              number("limits.pins", 603),
              number("limits.open-reports", 1302),
              number("limits.open-reports-per-message", 1212),
              number("limits.open-reports-per-room", 1213),
              number("limits.subscriptions", 1211),
              number("limits.recovery", 1209),
              number("limits.request-bytes", 1103),
              number("limits.frame-bytes", 1104),
              number("limits.outbox-bytes", 100_005),
              number("limits.in-flight", 1006),
              number("limits.in-flight-bytes", 1106),
              seconds(value("limits.typing-interval", "7s")),
              number("limits.commit-batch", 1007),
              number("limits.pending-writes", 1008),
              number("limits.pending-reads", 1009),
              number("limits.held-events", 1010),
              number("limits.followers", 1011),
              number("limits.pending-sign-ins", 1301),
              number("limits.sign-ins-per-minute", 1302),
              number("limits.sign-ins-burst", 1303),
              number("limits.sign-ins-per-minute-of-address", 1304),
              number("limits.sign-ins-burst-of-address", 1305),
              number("limits.people", 1306),
              number("limits.sessions", 1307),
              number("limits.tokens", 1308),
              number("limits.invitations", 1309),
              number("limits.avatar-bytes", 1310),
              number("limits.avatars-per-minute", 1311)));

  @TempDir Path folder;
  private ConfigLoader loader;

  @BeforeEach
  void makeALoader(Vertx vertx) {
    loader = new ConfigLoader(vertx);
  }

  @Test
  void everyKeyIsTriedHere() {
    assertThat(VALUES.keySet()).containsExactlyElementsOf(ConfigLoader.keys());
  }

  @Test
  void everyKeyCanBeSetOnTheCommandLine() {
    assertThat(await(loader.load(Optional.empty(), Map.of(), VALUES))).isEqualTo(CONFIG);
  }

  @Test
  void everyKeyHasAVariable() {
    Map<String, String> environment =
        VALUES.entrySet().stream()
            .collect(Collectors.toMap(e -> ConfigLoader.variable(e.getKey()), Map.Entry::getValue));
    assertThat(environment).containsKeys("PARLEY_HTTP_IDLE_TIMEOUT", "PARLEY_DATA_DIR");
    assertThat(await(loader.load(Optional.empty(), environment, Map.of()))).isEqualTo(CONFIG);
  }

  @Test
  void everyKeyCanStandInAFile() throws IOException {
    StringBuilder yaml = new StringBuilder();
    VALUES.forEach(
        (key, value) -> {
          String[] sections = key.split("\\.");
          for (int depth = 0; depth < sections.length - 1; depth++) {
            String section = "  ".repeat(depth) + sections[depth] + ":\n";
            yaml.append(yaml.indexOf(section) < 0 ? section : "");
          }
          yaml.append("  ".repeat(sections.length - 1));
          yaml.append(sections[sections.length - 1]).append(": ");
          yaml.append(LISTS.contains(key) ? "[\"" + value + "\"]" : value).append('\n');
        });
    Path file = Files.writeString(folder.resolve("all.yaml"), yaml);
    assertThat(await(loader.load(Optional.of(file), Map.of(), Map.of()))).isEqualTo(CONFIG);
  }

  @Test
  void everyKeyOfTheManualIsRead() {
    Settings settings = await(loader.settings());
    ParleyConfig.from(settings);
    assertThat(settings.unread()).isEmpty();
    assertThat(settings.keys()).containsExactlyInAnyOrderElementsOf(ConfigLoader.keys());
  }

  @Test
  void theManualSaysOfEveryKeyWhatItDoes() throws IOException {
    List<String> lines = Files.readAllLines(Sources.file("conf/parley.yaml"));
    for (String key : ConfigLoader.keys()) {
      String name = "  " + key.replaceFirst(".*\\.", "") + ":";
      assertThat(lines)
          .filteredOn(line -> line.startsWith(name))
          .as(key)
          .isNotEmpty()
          .allMatch(line -> line.matches(".*\\S {2,}# \\S.{9,}"));
    }
  }

  @Test
  void theDefaultsAreTheManualItself() throws IOException {
    try (InputStream defaults = ConfigLoader.class.getResourceAsStream("parley.yaml")) {
      assertThat(defaults.readAllBytes())
          .isEqualTo(Files.readAllBytes(Sources.file("conf/parley.yaml")));
    }
  }

  private static String value(String key, String value) {
    VALUES.put(key, value);
    return value;
  }

  private static int number(String key, int value) {
    VALUES.put(key, Integer.toString(value));
    return value;
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value.replace("s", "")));
  }
}
