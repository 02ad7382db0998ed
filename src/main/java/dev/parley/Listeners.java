package dev.parley;

import dev.parley.account.AccountLimits;
import dev.parley.account.Accounts;
import dev.parley.account.SignInRates;
import dev.parley.bridge.BridgeLimits;
import dev.parley.bridge.BridgeRates;
import dev.parley.bridge.SockJsBridge;
import dev.parley.bridge.TcpBridgeVerticle;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicBus;
import dev.parley.bus.Stores;
import dev.parley.config.ParleyConfig;
import dev.parley.http.Api;
import dev.parley.http.ClientAddress;
import dev.parley.http.Contract;
import dev.parley.http.Docs;
import dev.parley.http.Endpoint;
import dev.parley.http.HttpLimits;
import dev.parley.http.HttpVerticle;
import dev.parley.http.Identity;
import dev.parley.http.Names;
import dev.parley.http.Origins;
import dev.parley.http.Problems;
import dev.parley.http.RequestRate;
import dev.parley.http.Routes;
import dev.parley.http.SignIn;
import dev.parley.http.SocketDocs;
import dev.parley.http.StaticPages;
import dev.parley.http.WritingRate;
import dev.parley.limit.Capacity;
import dev.parley.limit.RateLimit;
import dev.parley.message.ConversationRoutes;
import dev.parley.message.MessageRoutes;
import dev.parley.moderation.AuditRoutes;
import dev.parley.moderation.ReportRoutes;
import dev.parley.room.MemberRoutes;
import dev.parley.room.RestrictionRoutes;
import dev.parley.room.RoomRoutes;
import dev.parley.socket.ConnectionCount;
import dev.parley.socket.FrameWriter;
import dev.parley.socket.Pace;
import dev.parley.socket.Paces;
import dev.parley.socket.SocketEndpoint;
import dev.parley.socket.SocketLimits;
import io.vertx.core.Deployable;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The part of the composition that clients come to: HTTP with its endpoints, and the bridge over
 * TCP. What all instances of a node share is made here once.
 */
final class Listeners {

  private static final int SOCKET_CLOSING_SECONDS = 2;

  /**
   * What makes Vert.x choose a free port once for all instances; 0 would give each one of its own.
   */
  private static final int SHARED_FREE_PORT = -1;

  private final ParleyConfig config;
  private final Bus bus;
  private final PublicBus publicBus;
  private final Ids ids;
  private final Clock clock;
  private final FrameWriter frames;
  private final SignIn signIn;
  private final Names names;
  private final Contract contract;
  private final BiFunction<AccountLimits, Stores, Accounts> accounts;
  private final AccountLimits accountLimits;
  private final Supplier<Stores> stores;
  private final ConnectionCount connections;
  private final RateLimit<PersonName> posts;
  private final WritingRate writing;
  private final Paces paces;
  private final List<HttpVerticle> http;
  private final TcpBridgeVerticle tcpBridge;

  Listeners(
      ParleyConfig config,
      Bus bus,
      PublicBus publicBus,
      Ids ids,
      Clock clock,
      FrameWriter frames,
      SignIn signIn,
      Names names,
      Contract contract,
      Supplier<Stores> stores,
      BiFunction<AccountLimits, Stores, Accounts> accounts) {
    this.config = config;
    this.bus = bus;
    this.publicBus = publicBus;
    this.ids = ids;
    this.clock = clock;
    this.frames = frames;
    this.signIn = signIn;
    this.names = names;
    this.contract = contract;
    this.stores = stores;
    ParleyConfig.Limits limits = config.limits();
    this.connections = new ConnectionCount(limits.connections(), limits.connectionsPerAddress());
    this.posts = rate(limits.messagesPerSecond(), limits.messagesBurst());
    this.writing = new WritingRate(posts, rate(limits.messagesPerSecond(), limits.messagesBurst()));
    this.paces =
        new Paces(
            new Pace<>(posts, refusals()),
            new Pace<>(rate(limits.framesPerSecond(), limits.framesBurst()), refusals()));
    this.accounts = accounts;
    this.accountLimits = accountLimits();
    this.http = httpVerticles();
    this.tcpBridge = config.bridge().tcp() ? newTcpBridge() : null;
  }

  private List<HttpVerticle> httpVerticles() {
    HttpLimits limits = httpLimits();
    return IntStream.range(0, instances(config.verticles().http()))
        .mapToObj(i -> new HttpVerticle(httpOptions(), limits, this::endpoints))
        .toList();
  }

  private TcpBridgeVerticle newTcpBridge() {
    ParleyConfig.Bridge bridge = config.bridge();
    return new TcpBridgeVerticle(
        bridge.tcpHost(),
        bridge.tcpPort(),
        bus,
        publicBus,
        ids,
        clock,
        new Identity(signIn, names),
        bridgeLimits());
  }

  /** All of them, to be deployed. */
  List<Deployable> verticles() {
    List<Deployable> verticles = new ArrayList<>(http);
    if (tcpBridge != null) {
      verticles.add(tcpBridge);
    }
    return verticles;
  }

  /** One that listens for HTTP; null if none does. */
  HttpVerticle http() {
    return http.isEmpty() ? null : http.get(0);
  }

  /** Null if it is not enabled. */
  TcpBridgeVerticle tcpBridge() {
    return tcpBridge;
  }

  private <K> RateLimit<K> rate(int perSecond, int burst) {
    return new RateLimit<>(perSecond, burst, config.limits().rateKeys(), System::nanoTime);
  }

  private <K> RateLimit<K> refusals() {
    return rate(Pace.forgivenPerSecond(), config.limits().messagesBurst());
  }

  private List<Endpoint> endpoints() {
    Origins origins = new Origins(Set.copyOf(config.http().allowedOrigins()));
    Stores own = stores.get();
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new SocketEndpoint(
            bus,
            ids,
            clock,
            origins,
            clientAddress(),
            socketLimits(),
            frames,
            paces,
            connections,
            new Identity(signIn, names),
            own));
    if (config.bridge().sockJs()) {
      endpoints.add(
          new SockJsBridge(
              bus,
              publicBus,
              ids,
              clock,
              origins,
              clientAddress(),
              new Identity(signIn, names),
              bridgeLimits()));
    }
    endpoints.addAll(List.of(new StaticPages(), new SocketDocs(contract), new Docs(contract)));
    endpoints.add(
        new Api(
            contract,
            routes(own),
            config.limits().requestBytes(),
            config.limits().avatarBytes(),
            signIn,
            names,
            origins,
            clientAddress()));
    endpoints.add(new Problems(contract));
    return endpoints;
  }

  private List<Routes> routes(Stores own) {
    List<Routes> routes = new ArrayList<>(accounts.apply(accountLimits, own).routes());
    routes.addAll(
        List.of(
            new RoomRoutes(bus, ids, writing),
            new MemberRoutes(bus, writing),
            new RestrictionRoutes(bus, writing),
            new MessageRoutes(bus, ids, posts, writing),
            new ConversationRoutes(bus, writing),
            new AuditRoutes(own),
            new ReportRoutes(own)));
    return routes;
  }

  private AccountLimits accountLimits() {
    ParleyConfig.Limits limits = config.limits();
    SignInRates rates =
        new SignInRates(
            perMinute(limits.signInsPerMinute(), limits.signInsBurst()),
            perMinute(limits.signInsPerMinuteOfAddress(), limits.signInsBurstOfAddress()));
    return new AccountLimits(
        rates, config.access().sessionExpiry(), limits.sessions(), limits.tokens());
  }

  private RateLimit<String> perMinute(int tokens, int burst) {
    return new RateLimit<>(
        tokens, Duration.ofMinutes(1), burst, config.limits().rateKeys(), System::nanoTime);
  }

  private BridgeLimits bridgeLimits() {
    ParleyConfig.Limits limits = config.limits();
    return new BridgeLimits(
        new BridgeRates(
            posts,
            writing,
            rate(limits.framesPerSecond(), limits.framesBurst()),
            limits.subscriptions()),
        places(),
        limits.frameBytes(),
        limits.outboxBytes(),
        limits.inFlight(),
        config.http().idleTimeout());
  }

  /** A client of a bridge takes as much of a place as a socket does. */
  private BridgeLimits.Places places() {
    return new BridgeLimits.Places() {
      @Override
      public boolean take(InetAddress address) {
        return connections.take(address) == ConnectionCount.Place.TAKEN;
      }

      @Override
      public void release(InetAddress address) {
        connections.release(address);
      }
    };
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
        // everything about a connection happens on its event loop; otherwise Vert.x gives each
        // one a queue for other threads, of 4 KB
        .setStrictThreadMode(true)
        .setCompressionSupported(true)
        .setMaxWebSocketFrameSize(config.limits().frameBytes())
        .setMaxWebSocketMessageSize(config.limits().frameBytes())
        .setWebSocketClosingTimeout(SOCKET_CLOSING_SECONDS)
        // frames go out encoded once for everybody, which per-socket compression would undo
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  static int instances(int configured) {
    return configured == ParleyConfig.Verticles.AUTO ? eventLoops() : configured;
  }

  /** As many of a kind of verticle as there are processors to run their event loops on. */
  static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }
}
