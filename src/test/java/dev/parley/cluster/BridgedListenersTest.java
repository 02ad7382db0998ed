package dev.parley.cluster;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.RoomId;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Rest;
import dev.parley.testing.TestDatabase;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of a bridge of a clustered node. */
class BridgedListenersTest {

  private static Parley join(String url, String host) {
    JsonObject config =
        new JsonObject()
            .put("http", new JsonObject().put("port", 0))
            .put("database", new JsonObject().put("url", url))
            .put("cluster", new JsonObject().put("host", host))
            .put("bridge", new JsonObject().put("sockjs", new JsonObject().put("enabled", true)));
    return await(new Parley(config).join());
  }

  private static List<RegistrationInfo> registered(Parley node, String address) {
    Promise<List<RegistrationInfo>> found = Promise.promise();
    ((VertxInternal) node.vertx()).clusterManager().getRegistrations(address, found);
    return await(found.future());
  }

  private static String frame(String type, String address) {
    return new JsonObject()
        .put("type", type)
        .put("address", address)
        .put("body", new JsonObject().put("username", "Ann"))
        .encode();
  }

  @Test
  void areKnownToTheirNodeOnlyAndLeaveNoGhosts() throws Exception {
    String url = TestDatabase.create();
    Parley first = join(url, "127.0.0.2");
    Parley second = join(url, "127.0.0.3");
    RoomId room = await(first.client("Bot").createRoom("Room")).id();
    String events = PublicAddresses.events(room);
    Rest rest = new Rest(second.port());
    try (RawSocket ann = RawSocket.open(first.port(), "/eventbus/websocket")) {
      ann.sendText(frame("send", PublicAddresses.session()));
      for (int i = 0; i < 20; i++) {
        ann.sendText(frame("register", events));
        ann.sendText(frame("unregister", events));
      }
      ann.sendText(frame("register", events));
      while (!rest.online(room.toString()).equals(List.of("Ann"))) {
        Thread.sleep(10);
      }
      assertThat(registered(first, events)).isNotEmpty().allMatch(RegistrationInfo::localOnly);
      assertThat(registered(second, events)).isEmpty();
      ann.sendText(frame("unregister", events));
      while (!rest.online(room.toString()).isEmpty()) {
        Thread.sleep(10);
      }
    }
    await(second.stop());
    await(first.stop());
  }
}
