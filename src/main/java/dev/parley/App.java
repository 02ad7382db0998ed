package dev.parley;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.account.AccountLimits;
import dev.parley.account.AccountSignIn;
import dev.parley.account.AccountStore;
import dev.parley.account.Accounts;
import dev.parley.account.Avatars;
import dev.parley.account.ExportStore;
import dev.parley.account.GuestNames;
import dev.parley.account.LinkStore;
import dev.parley.account.Passwords;
import dev.parley.account.PresenceVerticle;
import dev.parley.account.SeenStore;
import dev.parley.account.SessionStore;
import dev.parley.account.SetUpLinks;
import dev.parley.account.SettingStore;
import dev.parley.bridge.ChatVerticle;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonId;
import dev.parley.bus.PublicBus;
import dev.parley.bus.Stores;
import dev.parley.config.ParleyConfig;
import dev.parley.http.Contract;
import dev.parley.http.GuardedSignIn;
import dev.parley.http.Names;
import dev.parley.http.SignIn;
import dev.parley.limit.RateLimit;
import dev.parley.message.Alongside;
import dev.parley.message.Amendments;
import dev.parley.message.ConversationLimits;
import dev.parley.message.ConversationStore;
import dev.parley.message.MessageStore;
import dev.parley.message.Remains;
import dev.parley.message.ReportLimits;
import dev.parley.moderation.AuditStore;
import dev.parley.moderation.ErasureSweep;
import dev.parley.moderation.ReportStore;
import dev.parley.persistence.AccessChanges;
import dev.parley.persistence.AccessStore;
import dev.parley.persistence.AccessWatchVerticle;
import dev.parley.persistence.AuditLog;
import dev.parley.persistence.Database;
import dev.parley.persistence.DatabaseFile;
import dev.parley.persistence.DatabaseLogin;
import dev.parley.persistence.DatabaseSource;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.PostgresDatabase;
import dev.parley.persistence.SharedStorageVerticle;
import dev.parley.persistence.StorageLimits;
import dev.parley.persistence.Store;
import dev.parley.room.MemberStore;
import dev.parley.room.NodeVerticle;
import dev.parley.room.RestrictionStore;
import dev.parley.room.RoomSettings;
import dev.parley.room.RoomStore;
import dev.parley.room.RoomSweep;
import dev.parley.room.RoomVerticle;
import dev.parley.socket.FrameWriter;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The composition: makes every part, hands each what it needs, and deploys the verticles, storage
 * first and HTTP last. The one place that does.
 */
public final class App {

  private final Vertx vertx;
  private final ParleyConfig config;
  private final Clock clock = Clock.systemUTC();
  private final FrameWriter frames;
  private final Nodes nodes;
  private final SignIn foreignSignIn;
  private final SecureRandom random = new SecureRandom();
  private final Passwords passwords;
  private final Avatars avatars;
  private final Deque<List<String>> deployed = new ArrayDeque<>();
  private Bus bus;
  private Ids ids;
  private Listeners listeners;

  /** A server on its own, on this Vert.x instance, which stays the caller's to close. */
  public App(Vertx vertx, ParleyConfig config) {
    this(vertx, config, Nodes.ALONE, null);
  }

  /**
   * A server on this Vert.x instance, which stays the caller's to close.
   *
   * @param nodes the cluster that the instance is in
   * @param foreignSignIn finds out who the clients are; null for Parley's own accounts
   */
  public App(Vertx vertx, ParleyConfig config, Nodes nodes, SignIn foreignSignIn) {
    this.nodes = nodes;
    this.foreignSignIn = foreignSignIn;
    this.passwords =
        new Passwords(vertx, passwordHashes(config), config.limits().pendingSignIns(), random);
    this.avatars = new Avatars(vertx, avatarRate(config.limits()));
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
    PublicBus publicBus = new PublicBus(vertx.eventBus());
    return deployStorage()
        .compose(stored -> deployRooms())
        .compose(rooms -> deploy(List.of(new NodeVerticle(bus, nodes, hasRooms()))))
        .compose(
            answering ->
                deploy(
                    List.of(
                        new AccessWatchVerticle(bus, this::stores),
                        new PresenceVerticle(bus, this::stores, nodes, clock))))
        .compose(rooms -> deploy(publicAddresses(publicBus)))
        .compose(open -> Contract.load(vertx))
        .compose(contract -> listen(publicBus, contract))
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
      bus.close();
      return passwords.close().eventually(avatars::close);
    }
    List<Future<Void>> group = deployed.pop().stream().map(vertx::undeploy).toList();
    return Future.join(group).<Void>mapEmpty().eventually(this::stop);
  }

  private List<Deployable> publicAddresses(PublicBus publicBus) {
    return hasRooms()
        ? List.of(new ChatVerticle(bus, publicBus, this::stores, ids, config.limits().followers()))
        : List.of();
  }

  private Future<Void> listen(PublicBus publicBus, Contract contract) {
    listeners =
        new Listeners(
            config,
            bus,
            publicBus,
            ids,
            clock,
            frames,
            signIn(),
            names(),
            contract,
            this::stores,
            this::accounts);
    return deploy(listeners.verticles());
  }

  private SignIn signIn() {
    return new GuardedSignIn(
        vertx,
        foreignSignIn == null
            ? new AccountSignIn(stores(), config.isOpen(), config.access().sessionExpiry())
            : foreignSignIn);
  }

  private Names names() {
    return new Names(new GuestNames(stores())::require);
  }

  private Accounts accounts(AccountLimits limits, Stores own) {
    return new Accounts(bus, own, ids, clock, random, passwords, avatars, limits, config.isOpen());
  }

  private static RateLimit<PersonId> avatarRate(ParleyConfig.Limits limits) {
    return new RateLimit<>(
        limits.avatarsPerMinute(),
        Duration.ofMinutes(1),
        Math.max(1, limits.avatarsPerMinute()),
        limits.rateKeys(),
        System::nanoTime);
  }

  static int passwordHashes(ParleyConfig config) {
    int configured = config.access().passwordHashes();
    return configured == ParleyConfig.Access.AUTO
        ? Math.max(1, Listeners.eventLoops() / 2)
        : configured;
  }

  /**
   * Makes a link for the first administrator, in place of earlier ones; empty if there is one, or
   * it doesn't listen for people.
   */
  public Future<Optional<String>> setUpLink() {
    return listens()
        ? new SetUpLinks(stores(), ids, clock, random)
            .make()
            .map(token -> token.map(made -> address() + "/setup#" + made.value()))
        : Future.succeededFuture(Optional.empty());
  }

  /** The instance that it runs on. */
  Vertx vertx() {
    return vertx;
  }

  /** Whether it listens for people; a node that only stores what others bring it doesn't. */
  public boolean listens() {
    return listeners.http() != null;
  }

  /** Where it listens, as a browser wants it; to be asked only of one that does. */
  public String address() {
    return address(config, port());
  }

  /** Where a server with this configuration listens; from this machine, if on all addresses. */
  static String address(ParleyConfig config, int port) {
    String configured = config.http().host();
    boolean everywhere = configured.equals("0.0.0.0") || configured.equals("::");
    String host = everywhere ? "localhost" : configured;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Where it keeps its data, as people may see it. */
  public String storage() {
    return config.database().isServer() ? login(config).address() : config.data().dir().toString();
  }

  /** The port of the TCP bridge; to be asked only if that is enabled. */
  public int bridgePort() {
    return listeners.tcpBridge().port();
  }

  /** The port that it listens on; 0 if it doesn't. */
  public int port() {
    return listens() ? listeners.http().port() : 0;
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
    StorageLimits storage = storageLimits(config);
    return new PersistenceVerticle(
        bus, databaseSource(), storage, database -> stores(database, storage));
  }

  static StorageLimits storageLimits(ParleyConfig config) {
    ParleyConfig.Limits limits = config.limits();
    return new StorageLimits(
        config.storage().commitInterval(),
        limits.commitBatch(),
        limits.pendingWrites(),
        config.storage().readers(),
        limits.pendingReads());
  }

  private DatabaseSource databaseSource() {
    return databaseSource(config);
  }

  static DatabaseSource databaseSource(ParleyConfig config) {
    return config.database().isServer()
        ? new PostgresDatabase(login(config))
        : new DatabaseFile(config.data().dir());
  }

  static DatabaseLogin login(ParleyConfig config) {
    ParleyConfig.Database database = config.database();
    return new DatabaseLogin(database.url(), database.user(), database.password());
  }

  private List<Store> stores(Database database, StorageLimits storage) {
    ParleyConfig.Limits limits = config.limits();
    AccessChanges changes = new AccessChanges(database.dialect(), clock);
    AuditLog audit = new AuditLog(clock);
    List<Alongside> alongside = List.of(new Remains());
    Amendments amendments = new Amendments(bus, database, changes, audit, alongside);
    RoomSweep sweep = new RoomSweep(database);
    ErasureSweep erasures = new ErasureSweep(vertx, database, clock, alongside);
    return List.of(
        new AccessStore(database, changes),
        new SeenStore(database),
        new AuditStore(database),
        new ReportStore(database, audit, clock),
        new RoomStore(database, amendments, sweep, limits.rooms()),
        new MemberStore(database, amendments, sweep, limits.members()),
        new RestrictionStore(database, amendments, erasures, limits.members()),
        erasures,
        new MessageStore(
            vertx,
            database,
            storage,
            amendments,
            new ReportLimits(
                limits.openReports(), limits.openReportsPerMessage(), limits.openReportsPerRoom()),
            alongside),
        new ConversationStore(
            database,
            amendments,
            new ConversationLimits(
                limits.messageVersions(), limits.reactionsPerMessage(), limits.pins())),
        new AccountStore(database, clock, ids, limits.people(), sweep::start),
        new SessionStore(database, clock, config.access().sessionExpiry()),
        new LinkStore(database, clock, limits.invitations()),
        new SettingStore(database, clock),
        new ExportStore(database));
  }

  private Future<Void> deployRooms() {
    int instances = Listeners.instances(config.verticles().room());
    ParleyConfig.Limits limits = config.limits();
    RoomSettings rooms =
        new RoomSettings(limits.heldEvents(), limits.typingInterval(), limits.rateKeys());
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

  /** Every shard has one owner: the instance with the same remainder. */
  private static Set<Integer> shards(int instance, int instances) {
    return IntStream.range(0, Addresses.SHARDS)
        .filter(shard -> shard % instances == instance)
        .boxed()
        .collect(Collectors.toSet());
  }
}
