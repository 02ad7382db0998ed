package dev.parley.config;

import dev.parley.limit.AddressBlock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All settings of one server. What each means stands in {@code conf/parley.yaml}. */
public record ParleyConfig(
    Http http,
    Access access,
    Data data,
    Database database,
    Cluster cluster,
    Verticles verticles,
    Storage storage,
    Socket socket,
    Bridge bridge,
    Limits limits) {

  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** As many as there are shards of rooms; more would have nothing to do. */
  private static final int MAX_VERTICLES = 64;

  private static final int MAX_RATE = 1_000_000;
  private static final int MAX_BURST = 10_000_000;

  /** {@code http.*}. */
  public record Http(
      String host,
      int port,
      List<String> allowedOrigins,
      List<AddressBlock> trustedProxies,
      Duration headerTimeout,
      Duration requestTimeout,
      Duration idleTimeout) {
    public Http {
      allowedOrigins = List.copyOf(allowedOrigins);
      trustedProxies = List.copyOf(trustedProxies);
    }

    /** Whether the address to listen on is one that other machines can't reach. */
    boolean isForThisMachineOnly() {
      return host.equals("localhost")
          || AddressBlock.address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }
  }

  /** {@code access.*}. */
  public record Access(Mode mode, Duration sessionExpiry, int passwordHashes) {

    /** Half of the processors. */
    public static final int AUTO = -1;

    /** Who comes in. */
    public enum Mode {
      /** Whoever gives a name. */
      OPEN,
      /** Whoever signs in. */
      MEMBERS,
      /** The first while only this machine can come at all, otherwise the second. */
      AUTO
    }
  }

  /** Whether whoever gives a name may come in. */
  public boolean isOpen() {
    return access.mode() == Access.Mode.AUTO
        ? http.isForThisMachineOnly()
        : access.mode() == Access.Mode.OPEN;
  }

  /** {@code data.*}. */
  public record Data(Path dir) {}

  /** {@code database.*}; the url is empty for SQLite. */
  public record Database(String url, String user, String password) {

    /** Whether it is a database server's. */
    public boolean isServer() {
      return !url.isEmpty();
    }

    @Override
    public String toString() {
      return "Database[****]";
    }
  }

  /** {@code cluster.*}; the paths are empty for a bus without encryption. */
  public record Cluster(
      boolean enabled,
      String host,
      int port,
      int busPort,
      String tlsCertificate,
      String tlsKey,
      String tlsAuthority) {

    /** Whether the bus is encrypted. */
    public boolean isEncrypted() {
      return !tlsCertificate.isEmpty();
    }
  }

  /** {@code verticles.*}: how many of each kind a node runs. */
  public record Verticles(int http, int room, int persistence) {

    /** One for each event loop. */
    public static final int AUTO = -1;
  }

  /** {@code storage.*}. */
  public record Storage(Duration commitInterval, int readers) {}

  /** {@code socket.*}. */
  public record Socket(Duration pingInterval, Duration pongTimeout) {}

  /** {@code bridge.*}. */
  public record Bridge(boolean sockJs, boolean tcp, String tcpHost, int tcpPort) {}

  /** {@code limits.*}; a 0 lifts a limit where the manual says so. Sizes are in bytes. */
  public record Limits(
      int connections,
      int connectionsPerAddress,
      int httpConnections,
      int requestsPerSecond,
      int requestsBurst,
      int messagesPerSecond,
      int messagesBurst,
      int framesPerSecond,
      int framesBurst,
      int rateKeys,
      int rooms,
      int members,
      int messageVersions,
      int reactionsPerMessage,
      int pins,
      int openReports,
      int openReportsPerMessage,
      int openReportsPerRoom,
      int subscriptions,
      int recovery,
      int requestBytes,
      int frameBytes,
      int outboxBytes,
      int inFlight,
      int inFlightBytes,
      Duration typingInterval,
      int commitBatch,
      int pendingWrites,
      int pendingReads,
      int heldEvents,
      int followers,
      int pendingSignIns,
      int signInsPerMinute,
      int signInsBurst,
      int signInsPerMinuteOfAddress,
      int signInsBurstOfAddress,
      int people,
      int sessions,
      int tokens,
      int invitations,
      int avatarBytes,
      int avatarsPerMinute) {}

  /**
   * Reads every setting.
   *
   * @throws ConfigException with all that is wrong
   */
  static ParleyConfig from(Settings settings) {
    ParleyConfig config =
        new ParleyConfig(
            http(settings),
            access(settings),
            data(settings),
            database(settings),
            cluster(settings),
            verticles(settings),
            storage(settings),
            socket(settings),
            bridge(settings),
            limits(settings));
    settings.throwIfProblems();
    return config;
  }

  private static Http http(Settings settings) {
    return new Http(
        settings.text("http.host"),
        settings.number("http.port", 0, 65_535),
        settings.origins("http.allowed-origins"),
        settings.addresses("http.trusted-proxies"),
        settings.duration("http.header-timeout", SHORTEST, Duration.ofMinutes(10)),
        settings.duration("http.request-timeout", SHORTEST, Duration.ofHours(1)),
        settings.duration("http.idle-timeout", Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  private static Access access(Settings settings) {
    Access access =
        new Access(
            settings.oneOf("access.mode", Access.Mode.class, Access.Mode.AUTO),
            settings.duration(
                "access.session-expiry", Duration.ofMinutes(10), Duration.ofHours(24 * 3650)),
            settings.countOrAuto("access.password-hashes", 64, Access.AUTO));
    settings.require(
        "access.password-hashes", access.passwordHashes() != 0, "must be auto, or at least 1");
    return access;
  }

  private static Data data(Settings settings) {
    return new Data(settings.path("data.dir"));
  }

  private static Database database(Settings settings) {
    return new Database(
        settings.postgresUrl("database.url"),
        settings.textOrNone("database.user"),
        settings.textOrNone("database.password"));
  }

  private static Cluster cluster(Settings settings) {
    Cluster cluster =
        new Cluster(
            settings.flag("cluster.enabled"),
            settings.textOrNone("cluster.host"),
            settings.number("cluster.port", 1, 65_535),
            settings.number("cluster.bus-port", 0, 65_535),
            settings.textOrNone("cluster.tls-certificate"),
            settings.textOrNone("cluster.tls-key"),
            settings.textOrNone("cluster.tls-authority"));
    settings.require(
        "database.url",
        !cluster.enabled() || !settings.textOrNone("database.url").isEmpty(),
        "must be a PostgreSQL database if cluster.enabled is true");
    boolean none =
        cluster.tlsCertificate().isEmpty()
            && cluster.tlsKey().isEmpty()
            && cluster.tlsAuthority().isEmpty();
    boolean all =
        !cluster.tlsCertificate().isEmpty()
            && !cluster.tlsKey().isEmpty()
            && !cluster.tlsAuthority().isEmpty();
    settings.require(
        "cluster.tls-certificate",
        none || all,
        "must be given together with cluster.tls-key and cluster.tls-authority");
    return cluster;
  }

  private static Verticles verticles(Settings settings) {
    Verticles verticles =
        new Verticles(
            settings.countOrAuto("verticles.http", MAX_VERTICLES, Verticles.AUTO),
            settings.countOrAuto("verticles.room", MAX_VERTICLES, Verticles.AUTO),
            settings.number("verticles.persistence", 0, 1));
    settings.require(
        "verticles.room",
        verticles.http() == 0 || verticles.room() != 0,
        "must not be 0 unless verticles.http is: a node tells its people through its own rooms");
    settings.require(
        "verticles.persistence",
        verticles.persistence() == 1 || settings.flag("cluster.enabled"),
        "must be 1 unless cluster.enabled is true, since other nodes have to store");
    return verticles;
  }

  private static Storage storage(Settings settings) {
    return new Storage(
        settings.duration("storage.commit-interval", Duration.ZERO, Duration.ofSeconds(1)),
        settings.number("storage.readers", 1, 64));
  }

  private static Socket socket(Settings settings) {
    return new Socket(
        settings.duration("socket.ping-interval", SHORTEST, Duration.ofMinutes(30)),
        settings.duration("socket.pong-timeout", SHORTEST, Duration.ofMinutes(5)));
  }

  private static Bridge bridge(Settings settings) {
    return new Bridge(
        settings.flag("bridge.sockjs.enabled"),
        settings.flag("bridge.tcp.enabled"),
        settings.text("bridge.tcp.host"),
        settings.number("bridge.tcp.port", 0, 65_535));
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        settings.number("limits.connections", 0, Integer.MAX_VALUE),
        settings.number("limits.connections-per-address", 0, Integer.MAX_VALUE),
        settings.number("limits.http-connections", 0, Integer.MAX_VALUE),
        settings.number("limits.requests-per-second", 0, MAX_RATE),
        settings.number("limits.requests-burst", 1, MAX_BURST),
        settings.number("limits.messages-per-second", 0, MAX_RATE),
        settings.number("limits.messages-burst", 1, MAX_BURST),
        settings.number("limits.frames-per-second", 0, MAX_RATE),
        settings.number("limits.frames-burst", 1, MAX_BURST),
        settings.number("limits.rate-keys", 1, 10_000_000),
        settings.number("limits.rooms", 0, Integer.MAX_VALUE),
        settings.number("limits.members", 2, 100_000),
        settings.number("limits.message-versions", 1, 10_000),
        settings.number("limits.reactions-per-message", 1, 1_000),
        settings.number("limits.pins", 1, 1_000),
        settings.number("limits.open-reports", 1, 100_000),
        settings.number("limits.open-reports-per-message", 1, 100_000),
        settings.number("limits.open-reports-per-room", 1, 100_000),
        settings.number("limits.subscriptions", 0, Integer.MAX_VALUE),
        settings.number("limits.recovery", 1, 100_000),
        settings.bytes("limits.request-bytes", 1024, 16 << 20),
        settings.bytes("limits.frame-bytes", 1024, 16 << 20),
        settings.bytes("limits.outbox-bytes", 64 << 10, 1 << 30),
        settings.number("limits.in-flight", 1, 100_000),
        settings.bytes("limits.in-flight-bytes", 1024, 1 << 30),
        settings.duration("limits.typing-interval", Duration.ZERO, Duration.ofMinutes(1)),
        settings.number("limits.commit-batch", 1, 10_000),
        settings.number("limits.pending-writes", 1, 10_000_000),
        settings.number("limits.pending-reads", 1, 10_000_000),
        settings.number("limits.held-events", 1, 1_000_000),
        settings.number("limits.followers", 1, 10_000_000),
        settings.number("limits.pending-sign-ins", 1, 100_000),
        settings.number("limits.sign-ins-per-minute", 0, MAX_RATE),
        settings.number("limits.sign-ins-burst", 1, MAX_BURST),
        settings.number("limits.sign-ins-per-minute-of-address", 0, MAX_RATE),
        settings.number("limits.sign-ins-burst-of-address", 1, MAX_BURST),
        settings.number("limits.people", 0, Integer.MAX_VALUE),
        settings.number("limits.sessions", 1, 10_000),
        settings.number("limits.tokens", 1, 10_000),
        settings.number("limits.invitations", 1, 1_000_000),
        settings.bytes("limits.avatar-bytes", 1024, 16 << 20),
        settings.number("limits.avatars-per-minute", 0, MAX_RATE));
  }
}
