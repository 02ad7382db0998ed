package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import dev.parley.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class AuditLogTest {
  private static final String ROWS =
      "SELECT at, actor, action, subject, address, detail, actor_id, room_id FROM audit ORDER BY n";

  private final AuditLog audit = new AuditLog(Clock.fixed(NOON, ZoneOffset.UTC));

  @TempDir Path folder;
  private DatabaseSource source;
  private Database database;

  @BeforeEach
  void open(Vertx vertx) {
    source = TestDatabase.source(folder);
    source.prepare();
    database = source.open(vertx, DatabaseSetup.LIMITS);
  }

  @AfterEach
  void close() {
    await(database.close());
    source.release();
  }

  @Test
  void whoDidWhatToWhomWhenAndFromWhereIsKept() {
    Actor ann =
        new Actor(JANE, new PersonId(Samples.uuid(3)), ServerRole.ADMINISTRATOR, "192.0.2.7");
    AuditEntry whole =
        new AuditEntry(ann, "room.ban", "John", ROOM, Map.of("reason", "noise", "all", "yes"));
    AuditEntry least = new AuditEntry(Actor.ANYBODY, "server.start");
    await(database.write(sql -> audit.note(sql, whole)));
    await(database.write(sql -> audit.note(sql, least)));
    await(database.writeInOneGo(statements -> noted(statements, whole)));
    await(database.writeInOneGo(statements -> noted(statements, least)));
    String first =
        NOON.toEpochMilli()
            + "|Jane|room.ban|John|192.0.2.7|{\"all\":\"yes\",\"reason\":\"noise\"}|true|true";
    String second = NOON.toEpochMilli() + "||server.start|null|null|{}|false|false";
    assertThat(rows()).containsExactly(first, second, first, second);
  }

  private Void noted(Statements statements, AuditEntry entry) throws SQLException {
    audit.note(statements, entry);
    return null;
  }

  private List<String> rows() {
    return await(
        database.read(
            sql ->
                sql.rows(
                    ROWS,
                    Tuple.tuple(),
                    row ->
                        "%d|%s|%s|%s|%s|%s|%s|%s"
                            .formatted(
                                row.getLong(0),
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBuffer(6) != null,
                                row.getBuffer(7) != null))));
  }
}
