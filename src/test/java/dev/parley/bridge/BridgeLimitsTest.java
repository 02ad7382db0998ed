package dev.parley.bridge;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Parley;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import dev.parley.http.SignIn;
import dev.parley.testing.FullFrames;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Rest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one client of a bridge, or all of them, can take up. */
class BridgeLimitsTest {

  private static final int IN_FLIGHT = 4;
  private static final int CONNECTIONS = 3;
  private static final int SMALL_BUFFER = 8 << 10;

  @TempDir Path data;

  private final Vertx vertx = Vertx.vertx(ParleyServer.options());
  private Parley parley;

  private void start(SignIn signIn) {
    start(signIn, "60s");
  }

  private void start(SignIn signIn, String idle) {
    JsonObject bridge =
        new JsonObject()
            .put("sockjs", new JsonObject().put("enabled", true))
            .put("tcp", new JsonObject().put("enabled", true).put("port", 0));
    JsonObject limits =
        new JsonObject()
            .put("in-flight", IN_FLIGHT)
            .put("connections", CONNECTIONS)
            .put("outbox-bytes", "64KiB")
            .put("messages-per-second", 0)
            .put("requests-per-second", 0);
    JsonObject config =
        new JsonObject()
            .put("http", new JsonObject().put("port", 0).put("idle-timeout", idle))
            .put("data", new JsonObject().put("dir", data.toString()))
            .put("bridge", bridge)
            .put("limits", limits);
    parley = await(new Parley(config).signIn(signIn).start(vertx));
  }

  @AfterEach
  void stop() {
    await(parley.stop().eventually(vertx::close));
  }

  /** While it is being found out who a client is, what it sends behind waits, up to a limit. */
  @Test
  void noMoreIsReadThanMayWaitForAnAnswer() throws Exception {
    Promise<Caller> first = Promise.promise();
    AtomicInteger asked = new AtomicInteger();
    start(
        credentials ->
            asked.getAndIncrement() == 0 ? first.future() : Future.succeededFuture(Caller.ANYBODY));
    try (TcpSocket client = new TcpSocket(parley.bridgePort())) {
      for (int i = 0; i < IN_FLIGHT; i++) {
        client.send(
            BridgeClient.frame("send", "chat.session")
                .put("replyAddress", "answer-" + i)
                .put("body", new JsonObject().put("username", "Ann")));
      }
      // would be answered at once, if it were read
      client.send(new JsonObject().put("type", "ping"));
      // what would be read now would have been read by the time that a later client is served
      try (TcpSocket other = new TcpSocket(parley.bridgePort())) {
        other.send(new JsonObject().put("type", "ping"));
        other.next();
      }
      assertThat(asked).hasValue(1);
      first.complete(Caller.ANYBODY);
      JsonObject answer = client.next();
      assertThat(answer.getString("address")).isEqualTo("answer-0");
      assertThat(answer.getJsonObject("body").getString("username")).isEqualTo("Ann");
      assertThat(client.at("answer-" + (IN_FLIGHT - 1))).isNotNull();
    }
  }

  @Test
  void clientsOfBridgesAndSocketsShareTheirPlaces() throws Exception {
    start(SignIn.BY_NAME);
    String room = new Rest(parley.port()).makeRoom("Room");
    try (SockJsSocket first = new SockJsSocket(parley.port());
        TcpSocket second = new TcpSocket(parley.bridgePort());
        RawSocket third = RawSocket.join(parley.port(), room, "Ann")) {
      third.sendText("{\"type\":\"typing\"}");
      first.signIn("Bob");
      second.signIn("Eve");
      try (TcpSocket fourth = new TcpSocket(parley.bridgePort())) {
        assertThat(fourth.isHungUp()).isTrue();
      }
    }
    Deque<TcpSocket> places = new ArrayDeque<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      places.push(awaitPlace());
    }
    try (TcpSocket oneTooMany = new TcpSocket(parley.bridgePort())) {
      assertThat(oneTooMany.isHungUp()).isTrue();
    }
    places.forEach(TcpSocket::close);
  }

  /** A place comes back when the server has noticed that its owner is gone. */
  private TcpSocket awaitPlace() throws IOException {
    for (int tries = 0; ; tries++) {
      TcpSocket socket = new TcpSocket(parley.bridgePort());
      try {
        socket.signIn("Ann");
        return socket;
      } catch (AssertionError | RuntimeException e) {
        socket.close();
        assertThat(tries).isLessThan(1000);
      }
    }
  }

  @Test
  void whoAsksAndDoesNotReadIsHungUpOnEvenUnknown() throws Exception {
    start(SignIn.BY_NAME);
    try (Socket slow = slow()) {
      DataOutputStream out = new DataOutputStream(slow.getOutputStream());
      JsonObject ping = new JsonObject().put("type", "ping");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5_000_000; i++) {
                  write(out, ping);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoSaysNothingOverTcpIsTakenForGone() throws Exception {
    start(SignIn.BY_NAME, "1s");
    try (TcpSocket silent = new TcpSocket(parley.bridgePort());
        TcpSocket alive = new TcpSocket(parley.bridgePort())) {
      CompletableFuture<Boolean> gone = CompletableFuture.supplyAsync(silent::isHungUp);
      while (!gone.isDone()) {
        alive.send(new JsonObject().put("type", "ping"));
        assertThat(alive.next().getString("type")).isEqualTo("pong");
        Thread.sleep(100);
      }
      assertThat(gone.get()).isTrue();
    }
  }

  @Test
  void aSignInThatBreaksTakesNoPlace() throws Exception {
    start(
        credentials -> {
          if ("throw".equals(credentials.headers().get("Authorization"))) {
            throw new IllegalStateException("broken");
          }
          return "null".equals(credentials.headers().get("Authorization"))
              ? Future.succeededFuture()
              : SignIn.BY_NAME.signIn(credentials);
        });
    String target = FullFrames.target("Ann");
    for (int i = 0; i < CONNECTIONS; i++) {
      for (String broken : new String[] {"throw", "null"}) {
        try (RawSocket socket = RawSocket.open(parley.port(), target, "Authorization", broken)) {
          assertThat(socket.awaitClose()).isEqualTo(4000);
        }
      }
    }
    try (RawSocket ann = RawSocket.open(parley.port(), target)) {
      ann.await("hello");
    }
  }

  private Socket slow() throws IOException {
    Socket slow = new Socket();
    slow.setReceiveBufferSize(SMALL_BUFFER);
    slow.connect(new InetSocketAddress("127.0.0.1", parley.bridgePort()));
    return slow;
  }

  @Test
  void whoReadsTooSlowlyOverTcpIsHungUpOn() throws Exception {
    start(SignIn.BY_NAME);
    String room = new Rest(parley.port()).makeRoom("Room");
    try (Socket slow = slow()) {
      DataOutputStream out = new DataOutputStream(slow.getOutputStream());
      write(out, session());
      write(out, BridgeClient.frame("register", BridgeClient.events(room)));
      writeUntilGone(room);
      byte[] piece = new byte[1 << 16];
      while (slow.getInputStream().read(piece) >= 0) {
        // what was on its way
      }
    }
  }

  @Test
  void whoReadsTooSlowlyOverAPlainWebSocketIsHungUpOn() throws Exception {
    isHungUpOn("/eventbus/websocket", JsonObject::encode);
  }

  @Test
  void whoReadsTooSlowlyOverSockJsIsHungUpOn() throws Exception {
    isHungUpOn("/eventbus/0/slow/websocket", frame -> new JsonArray().add(frame.encode()).encode());
  }

  private void isHungUpOn(String target, Function<JsonObject, String> envelope) throws Exception {
    start(SignIn.BY_NAME);
    String room = new Rest(parley.port()).makeRoom("Room");
    JsonObject register = BridgeClient.frame("register", BridgeClient.events(room));
    try (RawSocket slow = RawSocket.open(parley.port(), SMALL_BUFFER, target)) {
      slow.sendText(envelope.apply(session()));
      slow.sendText(envelope.apply(register));
      writeUntilGone(room);
      slow.awaitClose();
    }
  }

  private static JsonObject session() {
    return BridgeClient.frame("send", "chat.session")
        .put("body", new JsonObject().put("username", "Slow"));
  }

  private static void write(DataOutputStream out, JsonObject frame) throws IOException {
    byte[] bytes = frame.toBuffer().getBytes();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Others write until the slow one is no longer in the room. */
  private void writeUntilGone(String room) throws InterruptedException {
    Rest rest = new Rest(parley.port());
    for (int tries = 0; !rest.online(room).contains("Slow"); tries++) {
      assertThat(tries).as("looks for one who is to come").isLessThan(3000);
      Thread.sleep(10);
    }
    String content = "x".repeat(8000);
    var bot = parley.client("Bot");
    for (int i = 0; rest.online(room).contains("Slow"); i++) {
      assertThat(i).as("8 KB messages for one who reads nothing").isLessThan(2000);
      await(bot.post(RoomId.parse(room), content));
    }
  }
}
