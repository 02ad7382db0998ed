package dev.parley.persistence;

import static dev.parley.testing.Futures.await;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An open database, with rooms as rows to write. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
abstract class DatabaseSetup {
  static final StorageLimits LIMITS = new StorageLimits(Duration.ZERO, 100, 1000, 2, 1000);
  static final String INSERT = "INSERT INTO room (id, name, created_at) VALUES (?, ?, 0)";

  @TempDir Path folder;
  Vertx vertx;
  DatabaseFile file;
  Database database;

  @BeforeEach
  void open(Vertx given) throws SQLException {
    vertx = given;
    file = new DatabaseFile(folder);
    file.prepare();
    database = file.open(vertx, LIMITS);
  }

  @AfterEach
  void close() {
    await(database.close());
    file.release();
  }

  static Tuple row(long number) {
    return Tuple.of(Columns.of(Samples.uuid(number)), Long.toString(number));
  }

  Future<Integer> insert(long number) {
    return database.write(sql -> sql.update(INSERT, row(number)));
  }

  /** The names of the rooms, as the server's readers see them. */
  List<Long> seen() {
    return await(
        database.read(
            sql ->
                sql.rows(
                    "SELECT name FROM room ORDER BY id",
                    Tuple.tuple(),
                    row -> Long.valueOf(row.getString(0)))));
  }

  /** The names of the rooms, as another program sees them in the file. */
  static List<Long> inTheFile(Path folder) throws SQLException {
    List<Long> names = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(folder));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM room ORDER BY id")) {
      while (rows.next()) {
        names.add(Long.valueOf(rows.getString(1)));
      }
    }
    return names;
  }

  static String url(Path folder) {
    return "jdbc:sqlite:" + folder.resolve("parley.db");
  }
}
