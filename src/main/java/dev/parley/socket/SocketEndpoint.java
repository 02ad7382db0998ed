package dev.parley.socket;

import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import dev.parley.http.Caller;
import dev.parley.http.ClientAddress;
import dev.parley.http.Endpoint;
import dev.parley.http.Identity;
import dev.parley.http.Origins;
import dev.parley.http.Problem;
import dev.parley.http.Residents;
import dev.parley.http.SignIn;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ws/chat?username=NAME}, one socket for all rooms of a person, and {@code
 * /ws/chat/{room_id}?username=NAME}, one for a single room.
 *
 * <p>A page can read why a socket was closed, but not why an upgrade was refused. So what the page
 * can do something about, a name that won't do or a room that is gone, is upgraded first and then
 * closed with a code.
 */
public final class SocketEndpoint implements Endpoint {

  private static final Logger log = LoggerFactory.getLogger(SocketEndpoint.class);

  private static final String PATH = "/ws/chat";
  private static final String VERSION = "13";
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Failure TOO_MANY_OF_ADDRESS =
      new Failure(
          FailureCode.TOO_MANY_CONNECTIONS,
          "There are as many connections of this address as this server allows.");

  private final Bus bus;
  private final Ids ids;
  private final Clock clock;
  private final Origins origins;
  private final ClientAddress addresses;
  private final SocketLimits limits;
  private final FrameWriter frames;
  private final Paces paces;
  private final ConnectionCount count;
  private final Identity identity;
  private final Stores stores;
  private Connections connections;

  /** Takes what it needs; the count is that of the whole node. */
  public SocketEndpoint(
      Bus bus,
      Ids ids,
      Clock clock,
      Origins origins,
      ClientAddress addresses,
      SocketLimits limits,
      FrameWriter frames,
      Paces paces,
      ConnectionCount count,
      Identity identity,
      Stores stores) {
    this.stores = stores;
    this.identity = identity;
    this.bus = bus;
    this.ids = ids;
    this.clock = clock;
    this.origins = origins;
    this.addresses = addresses;
    this.limits = limits;
    this.frames = frames;
    this.paces = paces;
    this.count = count;
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    connections =
        new Connections(
            vertx,
            vertx.getOrCreateContext(),
            bus,
            ids,
            limits,
            frames,
            paces,
            clock,
            count,
            new Residents(vertx, bus, identity, clock),
            stores);
    return connections.residents().listening();
  }

  @Override
  public Future<Void> close() {
    return connections.close();
  }

  @Override
  public boolean take(HttpServerRequest request) {
    String path = request.path();
    if (request.method() != HttpMethod.GET || path == null || !isSocket(path)) {
      return false;
    }
    Optional<Failure> objection = objection(request);
    if (objection.isPresent()) {
      Problem.answer(request.response(), objection.get());
    } else {
      place(request, path.substring(PATH.length()));
    }
    return true;
  }

  private static boolean isSocket(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  private Optional<Failure> objection(HttpServerRequest request) {
    FailureCode code = null;
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
      code = FailureCode.UPGRADE_REQUIRED;
    } else if (!isHandshake(request)) {
      request.response().putHeader("Sec-WebSocket-Version", VERSION);
      code = FailureCode.INVALID_UPGRADE;
    } else if (!origins.mayTalk(request)) {
      code = FailureCode.FOREIGN_ORIGIN;
    } else if (connections.isClosing()) {
      code = FailureCode.STOPPING;
    }
    return Optional.ofNullable(code).map(Failure::new);
  }

  private static boolean isHandshake(HttpServerRequest request) {
    String connection = request.getHeader("Connection");
    return request.getHeader("Sec-WebSocket-Key") != null
        && VERSION.equals(request.getHeader("Sec-WebSocket-Version"))
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade");
  }

  private void place(HttpServerRequest request, String room) {
    InetAddress address = addresses.of(request);
    switch (count.take(address)) {
      case TAKEN -> accept(request, room, address);
      case NONE_LEFT ->
          Problem.answer(request.response(), new Failure(FailureCode.TOO_MANY_CONNECTIONS));
      case NONE_LEFT_FOR_ADDRESS ->
          Problem.answer(request.response(), TOO_MANY_REQUESTS, TOO_MANY_OF_ADDRESS);
    }
  }

  /** What a page can do something about is said when the socket is open. */
  private void accept(HttpServerRequest request, String room, InetAddress address) {
    request.pause();
    long changesBefore = connections.residents().changes();
    identity
        .find(
            new SignIn.Credentials(request.headers(), address),
            request.getParam("username"),
            room.isEmpty() ? FullProtocol.OPEN : PlainProtocol.OPEN)
        .onComplete(
            known -> {
              request.resume();
              if (connections.isClosing()) { // since it came
                count.release(address);
                Problem.answer(request.response(), new Failure(FailureCode.STOPPING));
                return;
              }
              open(
                  request,
                  address,
                  socket ->
                      connections.add(
                          caller(known), changesBefore, socket, address, protocol(room)));
            });
  }

  private static Caller caller(AsyncResult<Caller> known) {
    if (known.succeeded()) {
      return known.result();
    }
    throw Connection.asFailure(known.cause());
  }

  private void open(
      HttpServerRequest request, InetAddress address, Consumer<ServerWebSocket> admission) {
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              try {
                admission.accept(socket);
              } catch (RuntimeException e) {
                count.release(address);
                Failure refused = Connection.asFailure(e);
                socket.close(closeCode(refused.code()).number(), refused.getMessage());
              }
            })
        .onFailure(
            error -> {
              count.release(address);
              log.debug("upgrade_failed", error);
              Problem.answer(request.response(), new Failure(FailureCode.INVALID_UPGRADE));
            });
  }

  private static CloseCode closeCode(FailureCode code) {
    return switch (code) {
      case ROOM_NOT_FOUND -> CloseCode.ROOM_GONE;
      case NOT_SIGNED_IN, FORBIDDEN -> CloseCode.NOT_SIGNED_IN;
      default -> code.retryable() ? CloseCode.TRY_AGAIN : CloseCode.BAD_REQUEST;
    };
  }

  /** The full protocol, or the plain one for the room that the path goes on with. */
  private static Function<Connection, Protocol> protocol(String room) {
    if (room.isEmpty()) {
      return FullProtocol::new;
    }
    RoomId id = RoomId.parse(room.substring(1));
    return connection -> new PlainProtocol(connection, id);
  }
}
