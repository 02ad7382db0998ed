package dev.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All settings of one server. What each means stands in {@code conf/parley.yaml}. */
public record ParleyConfig(Http http, Data data, Storage storage, Socket socket, Limits limits) {

  /** {@code http.*}. */
  public record Http(String host, int port, List<String> allowedOrigins, Duration idleTimeout) {
    public Http {
      allowedOrigins = List.copyOf(allowedOrigins);
    }
  }

  /** {@code data.*}. */
  public record Data(Path dir) {}

  /** {@code storage.*}. */
  public record Storage(Duration commitInterval, int readers) {}

  /** {@code socket.*}. */
  public record Socket(Duration pingInterval, Duration pongTimeout) {}

  /** {@code limits.*}; a 0 lifts a limit where the manual says so. Sizes are in bytes. */
  public record Limits(
      int connections,
      int rooms,
      int requestBytes,
      int frameBytes,
      int outboxBytes,
      int inFlight,
      int inFlightBytes,
      Duration typingInterval,
      int commitBatch,
      int pendingWrites,
      int pendingReads,
      int heldEvents) {}

  /**
   * Reads every setting.
   *
   * @throws ConfigException with all that is wrong
   */
  static ParleyConfig from(Settings settings) {
    ParleyConfig config =
        new ParleyConfig(
            http(settings), data(settings), storage(settings), socket(settings), limits(settings));
    Duration silence = config.socket.pingInterval.plus(config.socket.pongTimeout);
    settings.require(
        "http.idle-timeout",
        config.http.idleTimeout.compareTo(silence) > 0,
        "must be longer than socket.ping-interval and socket.pong-timeout together");
    settings.throwIfProblems();
    return config;
  }

  private static Http http(Settings settings) {
    return new Http(
        settings.text("http.host"),
        settings.number("http.port", 0, 65_535),
        settings.origins("http.allowed-origins"),
        settings.duration("http.idle-timeout", Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  private static Data data(Settings settings) {
    return new Data(settings.path("data.dir"));
  }

  private static Storage storage(Settings settings) {
    return new Storage(
        settings.duration("storage.commit-interval", Duration.ZERO, Duration.ofSeconds(1)),
        settings.number("storage.readers", 1, 64));
  }

  private static Socket socket(Settings settings) {
    Duration shortest = Duration.ofMillis(100);
    return new Socket(
        settings.duration("socket.ping-interval", shortest, Duration.ofMinutes(30)),
        settings.duration("socket.pong-timeout", shortest, Duration.ofMinutes(5)));
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        settings.number("limits.connections", 0, Integer.MAX_VALUE),
        settings.number("limits.rooms", 0, Integer.MAX_VALUE),
        settings.bytes("limits.request-bytes", 1024, 16 << 20),
        settings.bytes("limits.frame-bytes", 1024, 16 << 20),
        settings.bytes("limits.outbox-bytes", 64 << 10, 1 << 30),
        settings.number("limits.in-flight", 1, 100_000),
        settings.bytes("limits.in-flight-bytes", 1024, 1 << 30),
        settings.duration("limits.typing-interval", Duration.ZERO, Duration.ofMinutes(1)),
        settings.number("limits.commit-batch", 1, 10_000),
        settings.number("limits.pending-writes", 1, 10_000_000),
        settings.number("limits.pending-reads", 1, 10_000_000),
        settings.number("limits.held-events", 1, 1_000_000));
  }
}
