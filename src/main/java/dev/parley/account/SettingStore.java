package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.ServerSettings;
import dev.parley.bus.ServerSettings.SignUp;
import dev.parley.bus.SettingQuery;
import dev.parley.bus.SettingQuery.ChangeSettings;
import dev.parley.bus.SettingQuery.SelectSettings;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of settings. Belongs to the persistence verticle's context. */
public final class SettingStore implements Store, SettingQuery.Visitor<Future<? extends Reply>> {

  private static final String SIGN_UP = "sign_up";
  private static final String NAME = "name";

  private static final String SELECT =
      """
      SELECT name, value FROM setting
      """;

  private static final String SET =
      """
      INSERT INTO setting (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """;

  private static final String ADMINISTRATORS =
      """
      SELECT count(*) FROM person
      WHERE role = 'administrator' AND deactivated_at IS NULL AND deleted_at IS NULL
      """;

  private final Database database;
  private final Ledger ledger;

  /** Stores in this database. */
  public SettingStore(Database database, Clock clock) {
    this.database = database;
    this.ledger = new Ledger(database, clock);
  }

  @Override
  public void answerOn(Bus bus) {
    ledger.tellOn(bus);
    bus.<SettingQuery>answer(Addresses.settingStore(), query -> query.accept(this));
  }

  @Override
  public Future<SettingsFound> selectSettings(SelectSettings query) {
    return database.read(SettingStore::read);
  }

  /** Reads the settings within a transaction, or without. */
  static Future<SettingsFound> read(Sql sql) {
    return sql.rows(SELECT, Tuple.tuple(), row -> Map.entry(row.getString(0), row.getString(1)))
        .compose(
            rows ->
                sql.row(ADMINISTRATORS, Tuple.tuple(), row -> row.getInteger(0))
                    .map(count -> new SettingsFound(settings(rows), count.orElseThrow() == 0)));
  }

  private static ServerSettings settings(List<Map.Entry<String, String>> rows) {
    Map<String, String> values = new HashMap<>();
    rows.forEach(row -> values.put(row.getKey(), row.getValue()));
    ServerSettings first = ServerSettings.FIRST;
    return new ServerSettings(
        values.containsKey(SIGN_UP) ? SignUp.valueOf(values.get(SIGN_UP)) : first.signUp(),
        values.getOrDefault(NAME, first.name()));
  }

  @Override
  public Future<SettingsFound> changeSettings(ChangeSettings query) {
    Map<String, String> changed = new HashMap<>();
    if (query.signUp() != null) {
      changed.put(SIGN_UP, query.signUp().name());
    }
    if (query.name() != null) {
      changed.put(NAME, new ServerSettings(SignUp.OPEN, query.name()).name());
    }
    return ledger.write(
        entry ->
            set(entry.sql(), changed)
                .compose(
                    set ->
                        entry.audit(
                            new AuditEntry(query.actor(), "settings.change", null, null, changed)))
                .compose(noted -> read(entry.sql())));
  }

  private static Future<Void> set(Sql sql, Map<String, String> values) {
    List<Tuple> rows =
        values.entrySet().stream().map(row -> Tuple.of(row.getKey(), row.getValue())).toList();
    return rows.isEmpty() ? Future.succeededFuture() : sql.batch(SET, rows);
  }
}
