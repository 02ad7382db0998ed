package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.Future;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Why there are a pool for transactions and one for reading, and that nothing is lost with them.
 */
class TwoPoolsTest extends DatabaseSetup {
  /**
   * The hazard itself, in the JDBC client 5.0.10. When this fails, a new version has mended it, and
   * {@link Database} may be written more simply.
   */
  @Test
  void withOnePoolAStatementBehindATransactionWouldBeLost() throws SQLException {
    try (SqliteDataSources sources = new SqliteDataSources(folder.resolve("parley.db"));
        AgroalDataSource source = sources.writer()) {
      Pool pool = JDBCPool.pool(vertx, source, new PoolOptions().setMaxSize(1));
      await(pool.withTransaction(tx -> tx.preparedQuery(INSERT).execute(row(1))));
      await(pool.preparedQuery(INSERT).execute(row(2)));
      // it was reported as done, and a crash would now lose it
      assertThat(inTheFile(folder)).containsExactly(1L);
      await(pool.close());
    }
  }

  @Test
  void withTwoNothingIsLostHoweverWritesReadsAndFailuresFollowEachOther() throws SQLException {
    Random random = new Random(7);
    TreeSet<Long> committed = new TreeSet<>();
    for (long number = 1; number <= 300; number++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          await(insert(number));
          committed.add(number);
        }
        case 1 -> await(failing(number).otherwiseEmpty());
        case 2 -> await(Future.join(failing(number), insert(-number)).otherwiseEmpty());
        default -> assertThat(seen()).containsAll(committed);
      }
      if (random.nextInt(5) == 0) {
        assertThat(inTheFile(folder)).containsAll(committed);
      }
    }
    assertThat(seen().stream().filter(number -> number > 0)).containsExactlyElementsOf(committed);
  }

  @Test
  void whatIsWrittenAtTheSameTimeIsAllThereAndStaysThere() throws SQLException {
    List<Future<?>> writes = new ArrayList<>();
    List<Future<?>> reads = new ArrayList<>();
    for (long number = 1; number <= 200; number++) {
      writes.add(insert(number));
      reads.add(database.read(sql -> sql.rows("SELECT 1 FROM room", Tuple.tuple(), row -> 1)));
    }
    await(Future.all(writes));
    List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
    assertThat(seen()).isEqualTo(all);
    assertThat(inTheFile(folder)).isEqualTo(all);
    await(Future.all(reads));
    close();
    open(vertx);
    assertThat(seen()).isEqualTo(all);
  }

  @Test
  void afterItIsClosedEverythingIsInOneFile() throws IOException, SQLException {
    await(insert(1));
    assertThat(seen()).containsExactly(1L);
    assertThat(folder.resolve("parley.db-wal")).isNotEmptyFile();
    close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("parley.db", "parley.lock");
    }
    open(vertx);
  }

  private Future<Void> failing(long number) {
    return database.write(
        sql ->
            sql.update(INSERT, row(number))
                .compose(written -> Future.failedFuture(new Failure(FailureCode.OVERLOADED))));
  }
}
