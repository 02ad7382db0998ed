package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Bus;
import dev.parley.bus.RoomEvent;
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

  private record Outcome<T>(T result, Entry entry, List<AccessChange> changes) {}

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
              return work.apply(entry)
                  .compose(
                      result ->
                          note(sql, entry.changes)
                              .map(changes -> new Outcome<>(result, entry, changes)));
            })
        .onSuccess(this::tell)
        .map(Outcome::result);
  }

  /**
   * Last, when all rows are locked: only one transaction at a time notes any, and whoever waited
   * for a row meanwhile would have everybody else wait too.
   */
  private Future<List<AccessChange>> note(Sql sql, List<AccessChange> changes) {
    List<AccessChange> noted = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (AccessChange change : changes) {
      done = done.compose(before -> access.note(sql, change)).onSuccess(noted::add).mapEmpty();
    }
    return done.map(noted);
  }

  private void tell(Outcome<?> outcome) {
    outcome.entry().events.forEach(bus::publishEverywhere);
    AccessChanges.announce(bus, outcome.changes());
  }

  /** One transaction. */
  final class Entry {
    private final Sql sql;
    private final List<AccessChange> changes = new ArrayList<>();
    private final List<RoomEvent> events = new ArrayList<>();

    Entry(Sql sql) {
      this.sql = sql;
    }

    Sql sql() {
      return sql;
    }

    /** Somebody's rights are to be looked up again. */
    Future<Void> access(AccessChange change) {
      changes.add(change);
      return Future.succeededFuture();
    }

    /** Something has happened in a room. */
    void tell(RoomEvent event) {
      events.add(event);
    }

    Future<Void> audit(AuditEntry entry) {
      return audit.note(sql, entry);
    }
  }
}
