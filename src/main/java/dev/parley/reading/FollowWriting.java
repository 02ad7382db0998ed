package dev.parley.reading;

import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonId;
import dev.parley.message.Alongside;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Statements;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the replies of threads, and has who writes in one follow it, and who began it: what the one
 * wrote, and what came before, is read; to the other it isn't. Who follows as many threads as one
 * may comes to follow no more.
 */
public final class FollowWriting implements Alongside {

  private static final String ROOT =
      """
      SELECT seq, author_id FROM message WHERE id = ? AND room_id = ?
      """;

  private static final String REPLY =
      """
      INSERT INTO thread_reply (room_id, root_seq, seq, at) VALUES (?, ?, ?, ?)
      """;

  private static final String READ_ON =
      """
      UPDATE thread_follow SET following = 1, read_seq = ?
      WHERE person_id = ? AND room_id = ? AND root_seq = ?
      """;

  private static final String KNOWN =
      """
      SELECT 1 FROM thread_follow WHERE person_id = ? AND room_id = ? AND root_seq = ?
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM thread_follow WHERE person_id = ? AND following = 1
      """;

  private static final String FOLLOW =
      """
      INSERT INTO thread_follow (person_id, room_id, root_seq, read_seq, following, followed_at)
      VALUES (?, ?, ?, ?, 1, ?)
      ON CONFLICT (person_id, room_id, root_seq) DO NOTHING
      """;

  private static final String FORGET =
      """
      DELETE FROM thread_reply WHERE room_id = ? AND seq = ?
      AND root_seq = (SELECT seq FROM message WHERE id = ? AND room_id = ?)
      """;

  private record Root(long seq, byte[] author) {}

  private final int maxFollows;

  /**
   * Keeps no more than this.
   *
   * @param maxFollows the most threads that one person follows
   */
  public FollowWriting(int maxFollows) {
    this.maxFollows = maxFollows;
  }

  @Override
  public void written(Statements statements, List<Message> messages) throws SQLException {
    for (Message message : messages) {
      if (message.extras().thread() != null) {
        Root root = root(statements, message);
        if (root != null) {
          reply(statements, message, root);
          follow(statements, message, root);
        }
      }
    }
  }

  private static Root root(Statements statements, Message reply) throws SQLException {
    PreparedStatement select = statements.of(ROOT);
    select.setBytes(1, Columns.of(reply.extras().thread().root().value()));
    select.setBytes(2, Columns.of(reply.room().value()));
    try (ResultSet found = select.executeQuery()) {
      return found.next() ? new Root(found.getLong(1), found.getBytes(2)) : null;
    }
  }

  private static void reply(Statements statements, Message message, Root root) throws SQLException {
    PreparedStatement insert = statements.of(REPLY);
    insert.setBytes(1, Columns.of(message.room().value()));
    insert.setLong(2, root.seq());
    insert.setLong(3, message.seq().value());
    insert.setLong(4, Columns.of(message.createdAt()));
    insert.executeUpdate();
  }

  private void follow(Statements statements, Message reply, Root root) throws SQLException {
    PersonId author = reply.authorId();
    byte[] writer = author == null ? null : Columns.of(author.value());
    if (writer != null && !readOn(statements, writer, reply, root)) {
      follow(statements, writer, reply, root, reply.seq().value());
    }
    // whoever follows it no more is known too, and stays so
    if (root.author() != null && !isKnown(statements, root.author(), reply, root)) {
      follow(statements, root.author(), reply, root, root.seq());
    }
  }

  private static boolean isKnown(Statements statements, byte[] person, Message reply, Root root)
      throws SQLException {
    PreparedStatement select = statements.of(KNOWN);
    select.setBytes(1, person);
    select.setBytes(2, Columns.of(reply.room().value()));
    select.setLong(3, root.seq());
    try (ResultSet found = select.executeQuery()) {
      return found.next();
    }
  }

  private static boolean readOn(Statements statements, byte[] writer, Message reply, Root root)
      throws SQLException {
    PreparedStatement update = statements.of(READ_ON);
    update.setLong(1, reply.seq().value());
    update.setBytes(2, writer);
    update.setBytes(3, Columns.of(reply.room().value()));
    update.setLong(4, root.seq());
    return update.executeUpdate() == 1;
  }

  /** Somebody may have come to follow it by hand just now, on another node. */
  private void follow(Statements statements, byte[] person, Message reply, Root root, long readSeq)
      throws SQLException {
    if (hasSpace(statements, person)) {
      PreparedStatement insert = statements.of(FOLLOW);
      insert.setBytes(1, person);
      insert.setBytes(2, Columns.of(reply.room().value()));
      insert.setLong(3, root.seq());
      insert.setLong(4, readSeq);
      insert.setLong(5, Columns.of(reply.createdAt()));
      insert.executeUpdate();
    }
  }

  private boolean hasSpace(Statements statements, byte[] person) throws SQLException {
    PreparedStatement count = statements.of(COUNT);
    count.setBytes(1, person);
    try (ResultSet found = count.executeQuery()) {
      found.next();
      return found.getLong(1) < maxFollows;
    }
  }

  @Override
  public Future<Void> changed(Sql sql, Message before, Message after) {
    if (before.extras().thread() == null || after.content() != null) {
      return Future.succeededFuture();
    }
    MessageId root = before.extras().thread().root();
    byte[] room = Columns.of(before.room().value());
    Tuple reply = Tuple.of(room, before.seq().value(), Columns.of(root.value()), room);
    return sql.update(FORGET, reply).mapEmpty();
  }
}
