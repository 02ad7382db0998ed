package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.testing.BlockedEventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class PersistenceVerticleTest {

  /** A store that still has something to write when it is told to end. */
  private record Late(Database database) implements Store {
    @Override
    public void answerOn(Bus bus) {}

    @Override
    public Future<Void> drain() {
      return database
          .write(sql -> sql.update(DatabaseSetup.INSERT, DatabaseSetup.row(7)))
          .compose(
              one -> database.write(sql -> sql.update(DatabaseSetup.INSERT, DatabaseSetup.row(8))))
          .mapEmpty();
    }
  }

  @TempDir Path folder;

  @Test
  void itStopsWhenItsStoresHaveWrittenWhatTheyHad(Vertx vertx) throws SQLException {
    PersistenceVerticle verticle =
        new PersistenceVerticle(
            Bus.on(vertx.eventBus()),
            new DatabaseFile(folder),
            DatabaseSetup.LIMITS,
            database -> List.of(new Late(database)));
    await(vertx.undeploy(await(vertx.deployVerticle(verticle))));
    assertThat(DatabaseSetup.inTheFile(folder)).containsExactly(7L, 8L);
  }

  @Test
  void aStoreThatFailsAtTheEndKeepsTheFolderFromNobody(Vertx vertx) {
    Store failing =
        new Store() {
          @Override
          public void answerOn(Bus bus) {}

          @Override
          public Future<Void> drain() {
            return Future.failedFuture("no");
          }
        };
    DatabaseFile first = new DatabaseFile(folder);
    PersistenceVerticle verticle =
        new PersistenceVerticle(
            Bus.on(vertx.eventBus()), first, DatabaseSetup.LIMITS, database -> List.of(failing));
    String deployed = await(vertx.deployVerticle(verticle));
    assertThat(vertx.undeploy(deployed).transform(ended -> Future.succeededFuture(ended.failed())))
        .satisfies(ended -> assertThat(await(ended)).isTrue());
    DatabaseFile second = new DatabaseFile(folder);
    second.prepare();
    second.release();
  }
}
