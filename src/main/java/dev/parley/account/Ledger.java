package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Bus;
import dev.parley.persistence.AccessChanges;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.AuditLog;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Transactions that change accounts: what they do to rights and who did it is written with them,
 * and all nodes are told of it after the commit.
 */
final class Ledger {

  private record Outcome<T>(T result, List<AccessChange> changes) {}

  private final Database database;
  private final AccessChanges access;
  private final AuditLog audit;
  private Bus bus;

  Ledger(Database database, Clock clock) {
    this.database = database;
    this.access = new AccessChanges(database.dialect(), clock);
    this.audit = new AuditLog(clock);
  }

  /** Tells of changes over this bus. */
  void tellOn(Bus teller) {
    bus = teller;
  }

  /** Runs work in a transaction. */
  <T> Future<T> write(Function<Entry, Future<T>> work) {
    return database
        .write(
            sql -> {
              // anew for each attempt: work whose connection was lost is done again
              Entry entry = new Entry(sql);
              return work.apply(entry).map(result -> new Outcome<>(result, entry.changes));
            })
        .onSuccess(outcome -> AccessChanges.announce(bus, outcome.changes()))
        .map(Outcome::result);
  }

  /** One transaction. */
  final class Entry {
    private final Sql sql;
    private final List<AccessChange> changes = new ArrayList<>();

    Entry(Sql sql) {
      this.sql = sql;
    }

    Sql sql() {
      return sql;
    }

    Future<Void> access(AccessChange change) {
      return access.note(sql, change).onSuccess(changes::add).mapEmpty();
    }

    Future<Void> audit(AuditEntry entry) {
      return audit.note(sql, entry);
    }
  }
}
