package dev.parley.bridge;

import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.http.ClientAddress;
import dev.parley.http.Endpoint;
import dev.parley.http.Identity;
import dev.parley.http.Origins;
import dev.parley.http.Residents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * {@code /eventbus/*}: the public addresses over SockJS, for {@code @vertx/eventbus-bridge-client}.
 * The {@link BridgeGate} decides; that the bridge of Vert.x permits the public addresses only is a
 * second wall.
 */
public final class SockJsBridge implements Endpoint {

  private static final String PATH = "/eventbus";

  /**
   * All but WebSocket: ways for browsers of old, of which some load scripts from elsewhere, and all
   * would need every request of a client to come to the same node.
   */
  private static final String[] DISABLED = {"EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR"};

  private static final int MAX_ADDRESS = 64;

  private final Origins origins;
  private final ClientAddress addresses;
  private final Ids ids;
  private final PublicBus publicBus;
  private final Bus bus;
  private final Identity identity;
  private final Clock clock;
  private final BridgeLimits limits;
  private final Map<SockJSSocket, BridgeSession> sessions = new IdentityHashMap<>();
  private Residents residents;
  private BridgeGate gate;

  /** Takes what it needs; the limits are those of the whole node. */
  public SockJsBridge(
      Bus bus,
      PublicBus publicBus,
      Ids ids,
      Clock clock,
      Origins origins,
      ClientAddress addresses,
      Identity identity,
      BridgeLimits limits) {
    this.bus = bus;
    this.publicBus = publicBus;
    this.identity = identity;
    this.clock = clock;
    this.origins = origins;
    this.addresses = addresses;
    this.ids = ids;
    this.limits = limits;
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    residents = new Residents(vertx, bus, identity, clock);
    gate = new BridgeGate(publicBus, ids, identity, residents, limits.rates());
    SockJSHandlerOptions options =
        new SockJSHandlerOptions()
            .setInsertJSESSIONID(false)
            .setMaxBytesStreaming(limits.outboxBytes());
    for (String transport : DISABLED) {
      options.addDisabledTransport(transport);
    }
    router.route(PATH + "/*").handler(this::requireOrigin);
    router
        .route(PATH + "/*")
        .subRouter(SockJSHandler.create(vertx, options).bridge(bridgeOptions(), this::decide));
    return residents.listening();
  }

  private SockJSBridgeOptions bridgeOptions() {
    SockJSBridgeOptions options = new SockJSBridgeOptions().setMaxAddressLength(MAX_ADDRESS);
    options.setMaxHandlersPerSocket(limits.handlers());
    options
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.session()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.rooms()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.history()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.people()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.members()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.messages()))
        .addInboundPermitted(new PermittedOptions().setAddress(PublicAddresses.moderation()))
        .addInboundPermitted(new PermittedOptions().setAddressRegex("chat\\.room\\.[^.]+\\.post"))
        .addOutboundPermitted(
            new PermittedOptions().setAddressRegex("chat\\.room\\.[^.]+\\.events"));
    return options;
  }

  private void requireOrigin(RoutingContext request) {
    if (origins.mayTalk(request.request())) {
      request.next();
    } else {
      request.fail(new Failure(FailureCode.FOREIGN_ORIGIN));
    }
  }

  private void decide(BridgeEvent event) {
    switch (event.type()) {
      case SOCKET_CREATED -> event.complete(open(event.socket()));
      case SEND -> send(event);
      case PUBLISH -> publish(event);
      case REGISTER -> register(event);
      case REGISTERED -> follow(event);
      case UNREGISTER -> unregister(event);
      case RECEIVE -> event.complete(isWritten(event));
      case SOCKET_CLOSED -> {
        close(event.socket());
        event.complete(true);
      }
      default -> event.complete(true);
    }
  }

  private boolean open(SockJSSocket socket) {
    HttpServerRequest request = socket.routingContext().request();
    InetAddress address = addresses.of(request);
    if (!limits.places().take(address)) {
      return false;
    }
    socket.setWriteQueueMaxSize(limits.outboxBytes());
    sessions.put(
        socket, new BridgeSession(ids.connection(), request.headers(), address, line(socket)));
    return true;
  }

  private static BridgeSession.Line line(SockJSSocket socket) {
    return new BridgeSession.Line() {
      @Override
      public void write(JsonObject frame) {
        socket.write(frame.toBuffer());
      }

      @Override
      public void hangUp() {
        socket.close();
      }
    };
  }

  private void close(SockJSSocket socket) {
    BridgeSession session = sessions.remove(socket);
    if (session != null) {
      limits.places().release(session.address());
      gate.end(session);
    }
  }

  private void send(BridgeEvent event) {
    BridgeSession session = sessions.get(event.socket());
    gate.admit(session, event.getRawMessage())
        .onSuccess(admitted -> event.complete(true))
        .onFailure(error -> refuse(event, error));
  }

  private void publish(BridgeEvent event) {
    try {
      gate.count(sessions.get(event.socket()));
      throw new Failure(FailureCode.FORBIDDEN);
    } catch (Failure e) {
      refuse(event, e);
    }
  }

  private void register(BridgeEvent event) {
    try {
      gate.listen(sessions.get(event.socket()), address(event))
          .onSuccess(listening -> event.complete(true))
          .onFailure(error -> refuse(event, error));
    } catch (RuntimeException e) {
      refuse(event, e);
    }
  }

  /**
   * The client is told itself, where it waits for an answer. The event is left open: the bridge
   * would say a second time that something was rejected, and not what.
   */
  private void refuse(BridgeEvent event, Throwable error) {
    JsonObject message = event.getRawMessage();
    Object waiting =
        message.getValue(message.containsKey("replyAddress") ? "replyAddress" : "address");
    BridgeSession session = sessions.get(event.socket());
    if (session != null) {
      session.write(BridgeFrames.refusal(waiting instanceof String text ? text : null, error));
    }
  }

  private void follow(BridgeEvent event) {
    event.complete(true);
    BridgeSession session = sessions.get(event.socket());
    if (session == null) {
      return;
    }
    String address = address(event);
    gate.follow(session, address)
        .onSuccess(
            subscribed ->
                session.write(
                    new JsonObject()
                        .put("type", "rec")
                        .put("address", address)
                        .put("body", subscribed)))
        .onFailure(error -> session.write(BridgeFrames.refusal(address, error)));
  }

  private void unregister(BridgeEvent event) {
    BridgeSession session = sessions.get(event.socket());
    try {
      if (session == null) {
        event.complete(true);
        return;
      }
      gate.count(session);
      gate.settled(session)
          .map(
              settled -> {
                gate.unfollow(session, address(event));
                return true;
              })
          .onSuccess(event::complete)
          .onFailure(error -> refuse(event, error));
    } catch (RuntimeException e) {
      refuse(event, e);
    }
  }

  private boolean isWritten(BridgeEvent event) {
    BridgeSession session = sessions.get(event.socket());
    if (session == null) {
      return false;
    }
    if (isTooSlow(event.socket())) {
      return false;
    }
    String address = address(event);
    return !PublicAddresses.isEvents(address)
        || gate.isShown(session, address, event.getRawMessage().getValue("body"));
  }

  /** Hangs up on a client that is behind with reading: everything may be read again. */
  private static boolean isTooSlow(SockJSSocket socket) {
    HttpServerRequest request = socket.routingContext().request();
    boolean tooSlow = socket.writeQueueFull() || HardClose.isFull(request);
    if (tooSlow) {
      HardClose.of(request);
    }
    return tooSlow;
  }

  private static String address(BridgeEvent event) {
    return event.getRawMessage().getString("address");
  }

  @Override
  public Future<Void> close() {
    sessions.keySet().stream().toList().forEach(SockJSSocket::close);
    return residents.close();
  }
}
