package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;

/** Takes what was said earlier, reactions and pins away with the message that they were at. */
public final class Remains implements Alongside {

  @Override
  public Future<Void> changed(Sql sql, Message before, Message after) {
    return before.content() == null || after.content() != null
        ? Future.succeededFuture()
        : Versions.forget(sql, after)
            .compose(done -> Reactions.forget(sql, after))
            .compose(done -> Pins.forget(sql, after));
  }
}
