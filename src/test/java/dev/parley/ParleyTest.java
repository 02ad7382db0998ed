package dev.parley;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.HistoryPage;
import dev.parley.bus.RoomId;
import dev.parley.client.ChatClient;
import dev.parley.client.ChatListener;
import dev.parley.config.ConfigException;
import dev.parley.http.ListenException;
import dev.parley.testing.Rest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Parley inside another application. */
@ExtendWith(VertxExtension.class)
class ParleyTest {

  @TempDir Path folder;
  private Vertx vertx;

  @BeforeEach
  void take(Vertx given) {
    vertx = given;
  }

  private JsonObject config(int port) {
    return new JsonObject()
        .put("http", new JsonObject().put("port", port))
        .put("data", new JsonObject().put("dir", folder.toString()));
  }

  @Test
  void itStartsAgainOnTheSameVertxWithWhatItHad() {
    Parley first = await(new Parley(config(0)).start(vertx));
    ChatClient bot = first.client("Bot");
    RoomId room = await(bot.createRoom("Room")).id();
    await(bot.post(room, "Hello!"));
    await(first.stop());
    Parley second = await(new Parley(config(0)).start(vertx));
    assertThat(await(second.client("Bot").history(room, HistoryPage.newest(10)))).hasSize(1);
    await(second.stop());
  }

  @Test
  void whatCannotStartLeavesNothingBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(error(new Parley(config(taken.getLocalPort())).start(vertx)))
          .isInstanceOf(ListenException.class);
    }
    await(await(new Parley(config(0)).start(vertx)).stop());
  }

  @Test
  void whatIsWrongWithTheConfigurationIsSaid() {
    JsonObject wrong = config(0).put("limits", new JsonObject().put("roomz", 5));
    assertThat(error(new Parley(wrong).start(vertx)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("limits.roomz: there is no such key (configuration)");
    JsonObject cluster =
        config(0)
            .put("database", new JsonObject().put("url", "jdbc:postgresql://db/parley"))
            .put("cluster", new JsonObject().put("enabled", true));
    assertThat(error(new Parley(cluster).start(vertx)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cluster.enabled: ");
  }

  @Test
  void aVerticleThatIsUndeployedLeavesTheRoomsThatItFollows() {
    Parley parley = await(new Parley(config(0)).start(vertx));
    RoomId room = await(parley.client("Bot").createRoom("Room")).id();
    String bot =
        await(
            vertx.deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return new ChatClient(vertx, "Bot").follow(room, new ChatListener() {});
                  }
                }));
    Rest rest = new Rest(parley.port());
    assertThat(rest.online(room.toString())).containsExactly("Bot");
    await(vertx.undeploy(bot));
    assertThat(rest.online(room.toString())).isEmpty();
    await(parley.stop());
  }
}
