package dev.parley.config;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ParleyConfig.Verticles;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which parts of Parley a node may run. */
@ExtendWith(VertxExtension.class)
class VerticlesTest {
  private static final Map<String, String> CLUSTER =
      Map.of("cluster.enabled", "true", "database.url", "jdbc:postgresql://db/parley");

  private ConfigLoader loader;

  @BeforeEach
  void makeALoader(Vertx vertx) {
    loader = new ConfigLoader(vertx);
  }

  @Test
  void aServerOnItsOwnRunsEverything() {
    ParleyConfig config = await(loader.load(Optional.empty(), Map.of(), Map.of()));
    assertThat(config.verticles()).isEqualTo(new Verticles(Verticles.AUTO, Verticles.AUTO, 1));
  }

  @Test
  void aNodeOfAClusterMayLeaveStorageOrPeopleToOthers() {
    Map<String, String> front = with(CLUSTER, "verticles.persistence", "0");
    assertThat(await(loader.load(Optional.empty(), Map.of(), front)).verticles().persistence())
        .isZero();
    Map<String, String> back = with(CLUSTER, "verticles.http", "0");
    back.put("verticles.room", "0");
    assertThat(await(loader.load(Optional.empty(), Map.of(), back)).verticles())
        .isEqualTo(new Verticles(0, 0, 1));
  }

  @Test
  void aServerOnItsOwnHasToStore() {
    assertThat(problem(with(Map.of(), "verticles.persistence", "0")))
        .isEqualTo(
            "verticles.persistence: must be 1 unless cluster.enabled is true, since other nodes"
                + " have to store, but is \"0\"");
  }

  @Test
  void whoeverServesPeopleHasTheirRooms() {
    assertThat(problem(with(CLUSTER, "verticles.room", "0")))
        .isEqualTo(
            "verticles.room: must not be 0 unless verticles.http is: a node tells its people"
                + " through its own rooms, but is \"0\"");
  }

  private String problem(Map<String, String> settings) {
    return error(loader.load(Optional.empty(), Map.of(), settings)).getMessage();
  }

  private static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(key, value);
    return all;
  }
}
