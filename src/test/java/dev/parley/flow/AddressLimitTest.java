package dev.parley.flow;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RawSocket;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The most sockets of one address, here two. This machine is a trusted proxy of many clients. */
@ExtendWith(BlockedEventLoops.class)
class AddressLimitTest {

  private static final String FORWARDED = "X-Forwarded-For";
  private static final String ONE = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of("http.trusted-proxies", "127.0.0.1", "limits.connections-per-address", "2"));

  private final String room = parley.makeRoom();

  @Test
  void oneSocketTooManyOfAnAddressIsRefusedUntilAnotherOfItIsClosed() throws IOException {
    ChatClient ann = join("Ann", ONE);
    ChatClient bob = join("Bob", ONE);
    upgrade("Cyd", ONE).isProblem(429, "too_many_connections");
    ChatClient dan = join("Dan", OTHER);
    upgrade("Cyd", "203.0.113.9, " + ONE).isProblem(429, "too_many_connections");
    bob.leave();
    ann.await("leave");
    ChatClient cyd = join("Cyd", ONE);
    upgrade("Eve", ONE).isProblem(429, "too_many_connections");
    ann.leave();
    dan.await("leave", "Ann");
    cyd.leave();
    dan.await("leave", "Cyd");
    dan.leave();
  }

  @Test
  void aPlaceIsFreeAgainHoweverItsSocketEnded() throws IOException {
    ChatClient witness = join("Witness", OTHER);
    for (int i = 0; i < 5; i++) {
      raw("Cut").cut();
      witness.await("leave", "Cut");
      raw("Reset").reset();
      witness.await("leave", "Reset");
      parley.connect(ChatClient.target("nothing", "Ann"), FORWARDED, ONE).awaitClose();
      parley.connect(ChatClient.target(room, " "), FORWARDED, ONE).awaitClose();
    }
    ChatClient ann = join("Ann", ONE);
    join("Bob", ONE).leave();
    ann.await("leave", "Bob");
    ann.leave();
    witness.await("leave", "Ann");
    witness.leave();
  }

  private RawSocket raw(String name) throws IOException {
    RawSocket socket =
        parley.track(RawSocket.open(parley.port(), ChatClient.target(room, name), FORWARDED, ONE));
    socket.await("join");
    return socket;
  }

  private ChatClient join(String name, String address) {
    ChatClient client = parley.connect(ChatClient.target(room, name), FORWARDED, address);
    client.await("join");
    return client;
  }

  private RestAnswer upgrade(String name, String address) throws IOException {
    return RawHttp.sendLines(
        parley.port(),
        "GET " + ChatClient.target(room, name) + " HTTP/1.1",
        "Host: 127.0.0.1:" + parley.port(),
        FORWARDED + ": " + address,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }
}
