package dev.parley.message;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.ConversationQuery;
import dev.parley.bus.ConversationQuery.SelectPins;
import dev.parley.bus.ConversationQuery.SelectReactions;
import dev.parley.bus.ConversationQuery.SelectThread;
import dev.parley.bus.ConversationQuery.SelectVersions;
import dev.parley.bus.ConversationQuery.UpdateContent;
import dev.parley.bus.ConversationQuery.UpdatePin;
import dev.parley.bus.ConversationQuery.UpdateReaction;
import dev.parley.bus.Deed;
import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.PinsRead;
import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Reply.ThreadRead;
import dev.parley.bus.Reply.VersionsRead;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * What becomes of messages after they were written: other words, reactions, pins, and threads to
 * read. Each change takes a place in the room's log; what is so already takes none.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class ConversationStore
    implements Store, ConversationQuery.Visitor<Future<? extends Reply>> {

  private static final String OLDER_REPLIES =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND root_seq = ? AND seq < ? AND deleted_at IS NULL
      ORDER BY seq DESC LIMIT ?
      """;

  private static final String NEWER_REPLIES =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND root_seq = ? AND seq > ? AND deleted_at IS NULL
      ORDER BY seq LIMIT ?
      """;

  private final Database database;
  private final Amendments amendments;
  private final Versions versions;
  private final Reactions reactions;
  private final Pins pins;

  /** Stores in this database. */
  public ConversationStore(Database database, Amendments amendments, ConversationLimits limits) {
    this.database = database;
    this.amendments = amendments;
    this.versions = new Versions(limits.versions());
    this.reactions = new Reactions(limits.reactionsPerMessage());
    this.pins = new Pins(limits.pins());
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<ConversationQuery>answer(Addresses.conversationStore(), query -> query.accept(this));
  }

  @Override
  public Future<Void> drain() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Amended> updateContent(UpdateContent query) {
    return change(
        query.basis(),
        query.message(),
        (amendment, found) ->
            found.content().equals(query.content())
                ? Future.succeededFuture()
                : amendment
                    .alter(
                        found,
                        query.content(),
                        found.extras().withMentions(query.mentions()),
                        Deed.of(Deed.Kind.EDITED, query.basis().actor()))
                    .compose(altered -> versions.keep(amendment.sql(), found, altered)));
  }

  @Override
  public Future<Amended> updateReaction(UpdateReaction query) {
    return change(
        query.basis(),
        query.message(),
        (amendment, found) -> reactions.change(amendment, found, query.emoji(), query.present()));
  }

  @Override
  public Future<Amended> updatePin(UpdatePin query) {
    return change(
        query.basis(),
        query.message(),
        (amendment, found) -> pins.change(amendment, found, query.pinned()));
  }

  private interface Work {
    Future<?> of(Amendment amendment, Message found);
  }

  private Future<Amended> change(Basis basis, MessageId message, Work work) {
    return amendments.ofContent(
        basis,
        amendment ->
            MessageStore.findLive(amendment.sql(), basis.room(), message)
                .compose(found -> Quotes.fill(amendment.sql(), List.of(found)))
                .compose(found -> work.of(amendment, found.get(0))));
  }

  @Override
  public Future<VersionsRead> selectVersions(SelectVersions query) {
    return database.read(
        sql ->
            MessageStore.findLive(sql, query.room(), query.message())
                .compose(
                    found -> versions.of(sql, found).map(said -> new VersionsRead(found, said))));
  }

  @Override
  public Future<ReactionsRead> selectReactions(SelectReactions query) {
    return database.read(
        sql ->
            MessageStore.findLive(sql, query.room(), query.message())
                .compose(
                    found ->
                        reactions.of(sql, found, query.emoji(), query.after(), query.limit())));
  }

  @Override
  public Future<ThreadRead> selectThread(SelectThread query) {
    return database.read(
        sql ->
            root(sql, query.room(), query.message())
                .compose(root -> Quotes.fill(sql, List.of(root)))
                .compose(root -> thread(sql, root.get(0), query)));
  }

  private static Future<Message> root(Sql sql, RoomId room, MessageId message) {
    return MessageStore.find(sql, room, message)
        .compose(
            found ->
                found.extras().thread() == null
                    ? Future.succeededFuture(found)
                    : MessageStore.find(sql, room, found.extras().thread().root()))
        .compose(
            root ->
                root.notice() == null && (root.content() != null || root.extras().replies() != null)
                    ? Future.succeededFuture(root)
                    : MessageStore.noMessage());
  }

  private static Future<ThreadRead> thread(Sql sql, Message root, SelectThread query) {
    HistoryPages pages =
        new HistoryPages(
            (seq, limit) -> replies(sql, OLDER_REPLIES, root, seq, limit),
            (seq, limit) -> replies(sql, NEWER_REPLIES, root, seq, limit));
    return pages
        .read(query.page())
        .compose(
            read ->
                Quotes.fill(sql, read.messages())
                    .map(filled -> new ThreadRead(root, filled, read.older(), read.newer())));
  }

  private static Future<List<Message>> replies(
      Sql sql, String statement, Message root, long seq, int limit) {
    return sql.rows(
        statement,
        Tuple.of(Columns.of(root.room().value()), root.seq().value(), seq, limit),
        MessageColumns::message);
  }

  @Override
  public Future<PinsRead> selectPins(SelectPins query) {
    return database.read(
        sql ->
            pins.of(sql, query.room())
                .compose(pinned -> Quotes.fill(sql, pinned))
                .map(PinsRead::new));
  }
}
