package dev.parley.persistence;

import dev.parley.bus.AccessQuery;
import dev.parley.bus.AccessQuery.ReadAccess;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccessRead;
import io.vertx.core.Future;
import java.util.List;

/**
 * Answers what has changed in what somebody may do.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class AccessStore implements Store, AccessQuery.Visitor<Future<? extends Reply>> {

  private final Database database;
  private final AccessChanges changes;

  /** Reads these in this database. */
  public AccessStore(Database database, AccessChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<AccessQuery>answer(Addresses.accessStore(), query -> query.accept(this));
  }

  @Override
  public Future<AccessRead> readAccess(ReadAccess query) {
    return database.read(
        sql ->
            changes
                .last(sql)
                .compose(
                    last ->
                        query.after() < 0 || query.after() >= last
                            ? Future.succeededFuture(new AccessRead(last, List.of()))
                            : changes
                                .after(sql, query.after())
                                .map(found -> new AccessRead(last, found))));
  }
}
