package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.testing.CapturedLog;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest extends DatabaseSetup {
  @ParameterizedTest
  @CsvSource({
    "synchronous,2",
    "foreign_keys,1",
    "journal_mode,wal",
    "page_size,1024",
    "busy_timeout,3000",
    "wal_autocheckpoint,10000"
  })
  void theWriterHasTheSettingsThatThePromisesRestOn(String pragma, String value) {
    String set = await(database.write(sql -> pragma(sql, pragma)));
    assertThat(set).isEqualTo(value);
  }

  @Test
  void theReadersSeeTheSameFileAndCanNotWrite() {
    String mode = await(database.read(sql -> pragma(sql, "journal_mode")));
    assertThat(mode).isEqualTo("wal");
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      assertThat(failureCode(database.read(sql -> sql.update(INSERT, row(1)))))
          .isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      assertThat(log.lines()).containsExactly("ERROR storage_failed what=read");
    }
    assertThat(seen()).isEmpty();
  }

  @Test
  void aFailureOfTheWorkUndoesItAllAndPassesThrough() {
    Failure failure = new Failure(FailureCode.TOO_MANY_ROOMS);
    assertThat(
            failureCode(
                database.write(
                    sql ->
                        sql.update(INSERT, row(1))
                            .compose(one -> sql.update(INSERT, row(2)))
                            .compose(two -> Future.failedFuture(failure)))))
        .isEqualTo(FailureCode.TOO_MANY_ROOMS);
    await(insert(3));
    assertThat(seen()).containsExactly(3L);
  }

  @Test
  void aStatementThatFailsUndoesItAllAndSaysNothingOfSql() {
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      await(insert(2));
      List<Tuple> rows = List.of(row(1), row(2), row(3));
      assertThat(failureCode(database.write(sql -> sql.batch(INSERT, rows))))
          .isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      assertThat(log.lines()).containsExactly("ERROR storage_failed what=write");
    }
    assertThat(seen()).containsExactly(2L);
  }

  @Test
  void workInOneGoIsCommittedOrUndoneAsAWholeAndTheNextIsNotDisturbed() throws SQLException {
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      await(database.writeInOneGo(statements -> insert(statements, 1)));
      for (int again = 0; again < 3; again++) {
        Future<Integer> clash =
            database.writeInOneGo(statements -> insert(statements, 2) + insert(statements, 1));
        assertThat(failureCode(clash)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
        Future<Integer> thrown =
            database.writeInOneGo(
                statements -> {
                  insert(statements, 3);
                  throw new Failure(FailureCode.INTERNAL);
                });
        assertThat(failureCode(thrown)).isEqualTo(FailureCode.INTERNAL);
      }
      assertThat(log.lines()).containsExactly("ERROR storage_failed what=write");
      await(database.writeInOneGo(statements -> insert(statements, 4)));
      await(insert(5));
      assertThat(log.lines().get(1)).isEqualTo("INFO storage_works_again what=write failures=3");
    }
    assertThat(seen()).containsExactly(1L, 4L, 5L);
    assertThat(inTheFile(folder)).containsExactly(1L, 4L, 5L);
  }

  /** As SQLite itself does on some errors: the transaction is gone when the work goes on. */
  @Test
  void aTransactionThatSqliteHasEndedItselfFailsAndTheNextIsWhole() {
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      Future<Integer> ended =
          database.writeInOneGo(
              statements -> {
                insert(statements, 1);
                return statements.of("ROLLBACK").executeUpdate();
              });
      assertThat(failureCode(ended)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      Future<Integer> half =
          database.writeInOneGo(statements -> insert(statements, 2) + insert(statements, 2));
      assertThat(failureCode(half)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      Future<Integer> alsoHalf =
          database.write(
              sql -> sql.update(INSERT, row(3)).compose(one -> sql.update(INSERT, row(3))));
      assertThat(failureCode(alsoHalf)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      assertThat(log.lines()).isNotEmpty();
    }
    assertThat(seen()).isEmpty();
  }

  private static int insert(Statements statements, long number) throws SQLException {
    PreparedStatement insert = statements.of(INSERT);
    insert.setBytes(1, Columns.of(Samples.uuid(number)));
    insert.setString(2, Long.toString(number));
    return insert.executeUpdate();
  }

  @Test
  void workThatThrowsUndoesItAll() {
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      Future<Void> thrown =
          database.write(
              sql -> {
                throw new IllegalStateException("no");
              });
      assertThat(failureCode(thrown)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      assertThat(
              failureCode(
                  database.write(
                      sql ->
                          sql.update(INSERT, row(1))
                              .map(
                                  written -> {
                                    throw new Failure(FailureCode.INTERNAL);
                                  }))))
          .isEqualTo(FailureCode.INTERNAL);
      assertThat(log.lines()).as("what was not expected").hasSize(1);
    }
    assertThat(seen()).isEmpty();
  }

  @Test
  void aMessageNeedsItsRoom() {
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      String orphan =
          """
          INSERT INTO message (room_id, seq, num, id, author, content, created_at, changed_seq)
          VALUES (x'00', 1, 1, x'01', 'a', 'b', 0, 1)
          """;
      assertThat(failureCode(database.write(sql -> sql.update(orphan, Tuple.tuple()))))
          .isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void writesFollowEachOtherAndNeverMix() {
    Promise<Void> go = Promise.promise();
    Future<Integer> slow =
        database.write(
            sql ->
                sql.update(INSERT, row(1))
                    .compose(one -> go.future())
                    .compose(then -> sql.update(INSERT, row(2))));
    Future<Integer> next = insert(3);
    assertThat(seen()).as("nothing is seen before its commit").isEmpty();
    go.complete();
    await(slow);
    await(next);
    assertThat(seen()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void moreReadsThanMayWaitAreRefusedAsOverloadedAndTheOthersAreServed() throws SQLException {
    close();
    file.prepare();
    database = file.open(vertx, new StorageLimits(Duration.ZERO, 1, 1, 1, 2));
    Promise<Void> go = Promise.promise();
    Promise<Void> began = Promise.promise();
    List<Future<Void>> reads = new ArrayList<>();
    reads.add(
        database.read(
            sql -> {
              began.complete();
              return go.future();
            }));
    await(began.future());
    reads.add(database.read(sql -> go.future()));
    reads.add(database.read(sql -> go.future()));
    try (CapturedLog log = CapturedLog.of(Database.class)) {
      assertThat(failureCode(database.read(sql -> Future.succeededFuture())))
          .isEqualTo(FailureCode.OVERLOADED);
      assertThat(log.lines()).isEmpty();
    }
    go.complete();
    await(Future.all(reads));
  }

  private static Future<String> pragma(Sql sql, String name) {
    return sql.row("PRAGMA " + name, Tuple.tuple(), row -> String.valueOf(row.getValue(0)))
        .map(value -> value.orElseThrow());
  }

  @Test
  void aWriteWaitsForAnotherProcessThatIsWriting() throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<Integer> written =
          database.write(
              sql ->
                  sql.row("SELECT count(*) FROM room", Tuple.tuple(), row -> row.getInteger(0))
                      .compose(counted -> sql.update(INSERT, row(1))));
      vertx.setTimer(300, timer -> vertx.executeBlocking(() -> statement.execute("COMMIT")));
      assertThat(await(written)).isEqualTo(1);
    }
  }
}
