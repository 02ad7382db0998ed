package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Statements;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/**
 * What is kept beside messages, in the same transaction as they are: whatever fails here fails the
 * message, and nothing is kept of either. Called on the writer, in the order of the log.
 */
public interface Alongside {

  /**
   * Messages were written, and are not committed yet. Blocks the writer's thread.
   *
   * @param messages of one group commit, of any rooms, those of a room in the order of its log
   */
  default void written(Statements statements, List<Message> messages) throws SQLException {}

  /**
   * A message became another: its words, what stands at it, or whose it is; without content it is
   * deleted.
   */
  default Future<Void> changed(Sql sql, Message before, Message after) {
    return Future.succeededFuture();
  }
}
