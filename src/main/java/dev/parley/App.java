package dev.parley;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Stores;
import dev.parley.config.ParleyConfig;
import dev.parley.http.Api;
import dev.parley.http.ClientAddress;
import dev.parley.http.Contract;
import dev.parley.http.Docs;
import dev.parley.http.Endpoint;
import dev.parley.http.HttpLimits;
import dev.parley.http.HttpVerticle;
import dev.parley.http.Origins;
import dev.parley.http.Problems;
import dev.parley.http.RequestRate;
import dev.parley.http.SocketDocs;
import dev.parley.http.StaticPages;
import dev.parley.limit.Capacity;
import dev.parley.limit.RateLimit;
import dev.parley.message.MessageRoutes;
import dev.parley.message.MessageStore;
import dev.parley.persistence.Database;
import dev.parley.persistence.DatabaseFile;
import dev.parley.persistence.DatabaseLogin;
import dev.parley.persistence.DatabaseSource;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.PostgresDatabase;
import dev.parley.persistence.SharedStorageVerticle;
import dev.parley.persistence.StorageLimits;
import dev.parley.persistence.Store;
import dev.parley.room.NodeVerticle;
import dev.parley.room.RoomRoutes;
import dev.parley.room.RoomSettings;
import dev.parley.room.RoomStore;
import dev.parley.room.RoomVerticle;
import dev.parley.socket.ConnectionCount;
import dev.parley.socket.FrameWriter;
import dev.parley.socket.Pace;
import dev.parley.socket.Paces;
import dev.parley.socket.SocketEndpoint;
import dev.parley.socket.SocketLimits;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The composition: makes every part, hands each what it needs, and deploys the verticles, storage
 * first and HTTP last. The one place that does.
 */
public final class App {

  private static final int SOCKET_CLOSING_SECONDS = 2;

  /**
   * What makes Vert.x choose a free port once for all instances; 0 would give each one of its own.
   */
  private static final int SHARED_FREE_PORT = -1;

  private final Vertx vertx;
  private final ParleyConfig config;
  private final Clock clock = Clock.systemUTC();
  private final FrameWriter frames;
  private final Nodes nodes;
  private final Deque<List<String>> deployed = new ArrayDeque<>();
  private Bus bus;
  private Ids ids;
  private HttpVerticle http;

  /** A server on its own, on this Vert.x instance, which stays the caller's to close. */
  public App(Vertx vertx, ParleyConfig config) {
    this(vertx, config, Nodes.ALONE);
  }

  /** A node of a cluster, on its Vert.x instance, which stays the caller's to close. */
  public App(Vertx vertx, ParleyConfig config, Nodes nodes) {
    this.nodes = nodes;
    this.vertx = vertx;
    this.config = config;
    this.frames = new FrameWriter(config.limits().typingInterval());
  }

  /**
   * Starts; fails if the database can't be used or the port can't be had, and then leaves nothing
   * running.
   */
  public Future<App> start() {
    NoArgGenerator uuids = Generators.timeBasedEpochGenerator();
    ids = new Ids(uuids::generate);
    bus = Bus.on(vertx.eventBus());
    nodes.listen(others -> bus.publish(Addresses.nodes(), new NodesChanged(others)));
    return deployStorage()
        .compose(stored -> deployRooms())
        .compose(rooms -> deploy(List.of(new NodeVerticle(bus, nodes, hasRooms()))))
        .compose(rooms -> Contract.load(vertx))
        .compose(this::deployHttp)
        .map(this)
        .recover(error -> stop().transform(stopped -> Future.failedFuture(error)));
  }

  /**
   * Stops in the opposite order: sockets are told to come back, the rooms end, the database is
   * closed. A post that has no answer by then may be stored or not; its nonce makes the retry
   * harmless.
   */
  public Future<Void> stop() {
    if (deployed.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Future<Void>> group = deployed.pop().stream().map(vertx::undeploy).toList();
    return Future.join(group).<Void>mapEmpty().eventually(this::stop);
  }

  /** Whether it listens for people; a node that only stores what others bring it doesn't. */
  public boolean listens() {
    return http != null;
  }

  /** Where it listens, as a browser wants it; to be asked only of one that does. */
  public String address() {
    String host = config.http().host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Where it keeps its data, as people may see it. */
  public String storage() {
    return config.database().isServer() ? login(config).address() : config.data().dir().toString();
  }

  /** The port that it listens on; 0 if it doesn't. */
  public int port() {
    return listens() ? http.port() : 0;
  }

  /**
   * Deploys verticles that will also be stopped together. Those that came up are kept, to be
   * stopped if one didn't.
   */
  private Future<Void> deploy(List<? extends Deployable> verticles) {
    List<Future<String>> group = verticles.stream().map(vertx::deployVerticle).toList();
    return Future.join(group)
        .onComplete(
            all ->
                deployed.push(
                    group.stream().filter(Future::succeeded).map(Future::result).toList()))
        .mapEmpty();
  }

  private Future<Void> deployStorage() {
    if (!hasStorage()) {
      return Future.succeededFuture();
    }
    Future<Void> stored = deploy(List.of(persistence()));
    return config.cluster().enabled()
        ? stored.compose(ready -> deploy(List.of(new SharedStorageVerticle(bus, nodes.self()))))
        : stored;
  }

  private boolean hasStorage() {
    return config.verticles().persistence() > 0;
  }

  private boolean hasRooms() {
    return config.verticles().room() != 0;
  }

  private PersistenceVerticle persistence() {
    ParleyConfig.Limits limits = config.limits();
    StorageLimits storage =
        new StorageLimits(
            config.storage().commitInterval(),
            limits.commitBatch(),
            limits.pendingWrites(),
            config.storage().readers(),
            limits.pendingReads());
    return new PersistenceVerticle(
        bus, databaseSource(), storage, database -> stores(database, storage));
  }

  private DatabaseSource databaseSource() {
    return config.database().isServer()
        ? new PostgresDatabase(login(config))
        : new DatabaseFile(config.data().dir());
  }

  static DatabaseLogin login(ParleyConfig config) {
    ParleyConfig.Database database = config.database();
    return new DatabaseLogin(database.url(), database.user(), database.password());
  }

  private List<Store> stores(Database database, StorageLimits storage) {
    return List.of(
        new RoomStore(database, clock, config.limits().rooms()),
        new MessageStore(vertx, database, storage));
  }

  private Future<Void> deployRooms() {
    int instances = instances(config.verticles().room());
    ParleyConfig.Limits limits = config.limits();
    RoomSettings rooms = new RoomSettings(limits.heldEvents(), limits.typingInterval());
    return deploy(
        IntStream.range(0, instances)
            .mapToObj(
                i ->
                    new RoomVerticle(
                        bus, stores(), nodes, frames, ids, clock, rooms, shards(i, instances)))
            .toList());
  }

  private Stores stores() {
    return hasStorage() ? Stores.here(bus) : Stores.elsewhere(bus, nodes);
  }

  private static int instances(int configured) {
    return configured == ParleyConfig.Verticles.AUTO ? eventLoops() : configured;
  }

  /** Every shard has one owner: the instance with the same remainder. */
  private static Set<Integer> shards(int instance, int instances) {
    return IntStream.range(0, Addresses.SHARDS)
        .filter(shard -> shard % instances == instance)
        .boxed()
        .collect(Collectors.toSet());
  }

  private Future<Void> deployHttp(Contract contract) {
    ParleyConfig.Limits limits = config.limits();
    ConnectionCount connections =
        new ConnectionCount(limits.connections(), limits.connectionsPerAddress());
    RateLimit<PersonName> posts = rate(limits.messagesPerSecond(), limits.messagesBurst());
    Paces paces =
        new Paces(
            new Pace<>(posts, refusals()),
            new Pace<>(rate(limits.framesPerSecond(), limits.framesBurst()), refusals()));
    HttpLimits httpLimits = httpLimits();
    List<HttpVerticle> instances =
        IntStream.range(0, instances(config.verticles().http()))
            .mapToObj(
                i ->
                    new HttpVerticle(
                        httpOptions(),
                        httpLimits,
                        () -> endpoints(contract, connections, posts, paces)))
            .toList();
    http = instances.isEmpty() ? null : instances.get(0);
    return deploy(instances);
  }

  private <K> RateLimit<K> rate(int perSecond, int burst) {
    return new RateLimit<>(perSecond, burst, config.limits().rateKeys(), System::nanoTime);
  }

  private <K> RateLimit<K> refusals() {
    return rate(Pace.forgivenPerSecond(), config.limits().messagesBurst());
  }

  private List<Endpoint> endpoints(
      Contract contract, ConnectionCount connections, RateLimit<PersonName> posts, Paces paces) {
    Origins origins = new Origins(Set.copyOf(config.http().allowedOrigins()));
    return List.of(
        new SocketEndpoint(
            bus, ids, clock, origins, clientAddress(), socketLimits(), frames, paces, connections),
        new StaticPages(),
        new SocketDocs(contract),
        new Docs(contract),
        new Api(
            contract,
            List.of(new RoomRoutes(bus, ids), new MessageRoutes(bus, posts)),
            config.limits().requestBytes()),
        new Problems(contract));
  }

  private HttpLimits httpLimits() {
    ParleyConfig.Limits limits = config.limits();
    RateLimit<InetAddress> rate =
        new RateLimit<>(
            limits.requestsPerSecond(),
            limits.requestsBurst(),
            limits.rateKeys(),
            System::nanoTime);
    return new HttpLimits(
        new RequestRate(rate, clientAddress()),
        new Capacity(limits.httpConnections()),
        config.http().headerTimeout(),
        config.http().requestTimeout());
  }

  private ClientAddress clientAddress() {
    return new ClientAddress(config.http().trustedProxies());
  }

  private SocketLimits socketLimits() {
    ParleyConfig.Limits limits = config.limits();
    return new SocketLimits(
        limits.frameBytes(),
        limits.outboxBytes(),
        limits.inFlight(),
        limits.inFlightBytes(),
        limits.typingInterval(),
        limits.heldEvents(),
        limits.subscriptions(),
        limits.recovery(),
        limits.messagesPerSecond(),
        limits.messagesBurst(),
        limits.connections(),
        config.socket().pingInterval(),
        config.socket().pongTimeout());
  }

  private HttpServerOptions httpOptions() {
    return new HttpServerOptions()
        .setHost(config.http().host())
        .setPort(config.http().port() == 0 ? SHARED_FREE_PORT : config.http().port())
        .setIdleTimeout((int) config.http().idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setHttp2ClearTextEnabled(false)
        // everything about a connection happens on its event loop; otherwise Vert.x gives each one
        // a
        // queue for other threads, of 4 KB
        .setStrictThreadMode(true)
        .setCompressionSupported(true)
        .setMaxWebSocketFrameSize(config.limits().frameBytes())
        .setMaxWebSocketMessageSize(config.limits().frameBytes())
        .setWebSocketClosingTimeout(SOCKET_CLOSING_SECONDS)
        // frames go out encoded once for everybody, which per-socket compression would undo
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  /** As many of a kind of verticle as there are processors to run their event loops on. */
  static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }
}
