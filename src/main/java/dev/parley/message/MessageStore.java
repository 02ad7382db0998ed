package dev.parley.message;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.InsertReport;
import dev.parley.bus.MessageQuery.RemoveMessage;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.MessageQuery.SelectMessage;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.ReportStored;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.GroupCommit;
import dev.parley.persistence.Sql;
import dev.parley.persistence.StorageLimits;
import dev.parley.persistence.Store;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The log of messages. Appends go through a group commit, which {@link AppendBatch} carries out;
 * pages are read by key and cost the same anywhere in the log.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class MessageStore implements Store, MessageQuery.Visitor<Future<? extends Reply>> {

  private static final String ROOM_EXISTS =
      """
      SELECT 1 FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String BEFORE =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND seq < ? AND deleted_at IS NULL AND root_seq IS NULL AND (notice IS NULL OR ? = 1)
      ORDER BY seq DESC LIMIT ?
      """;

  private static final String AFTER =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND seq > ? AND deleted_at IS NULL AND root_seq IS NULL AND (notice IS NULL OR ? = 1)
      ORDER BY seq LIMIT ?
      """;

  // a message stands where its latest change is: the part of the log is two ranges of indexes
  private static final String CHANGES =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND seq > ? AND seq <= ? AND changed_seq = seq
      UNION ALL
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND changed_seq > ? AND changed_seq <= ? AND changed_seq > seq
      ORDER BY changed_seq
      """;

  private static final String BY_ID =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE id = ?
      """;

  private final Database database;
  private final Amendments amendments;
  private final Reports reports;
  private final GroupCommit<AppendMessage, MessageStored> appends;
  private Bus bus;

  /**
   * Stores in this database.
   *
   * @param maxOpenReports the most reports that wait
   * @param alongside what is kept beside messages
   */
  public MessageStore(
      Vertx vertx,
      Database database,
      StorageLimits limits,
      Amendments amendments,
      ReportLimits maxOpenReports,
      List<Alongside> alongside) {
    this.database = database;
    this.amendments = amendments;
    this.reports = new Reports(maxOpenReports);
    AppendLookup lookup = AppendLookup.of(database.dialect());
    this.appends =
        new GroupCommit<>(
            vertx,
            limits,
            batch ->
                database
                    .writeInOneGo(new AppendBatch(lookup, batch, alongside)::run)
                    .onSuccess(this::publish));
  }

  @Override
  public void answerOn(Bus bus) {
    this.bus = bus;
    bus.<MessageQuery>answer(Addresses.messageStore(), query -> query.accept(this));
  }

  @Override
  public Future<Void> drain() {
    return appends.close();
  }

  @Override
  public Future<MessageStored> appendMessage(AppendMessage query) {
    return appends.add(query);
  }

  /**
   * Whoever asked may have given up waiting, but what is committed is shown all the same; and
   * before the answer, so that nobody hears of a repeated message before the first. What one commit
   * brought to a room goes there in one event.
   */
  private void publish(List<Future<MessageStored>> outcomes) {
    outcomes.stream()
        .filter(Future::succeeded)
        .map(Future::result)
        .filter(stored -> !stored.duplicate())
        .map(MessageStored::message)
        .collect(Collectors.groupingBy(Message::room, LinkedHashMap::new, Collectors.toList()))
        .forEach((room, messages) -> bus.publishEverywhere(new MessagesPosted(messages)));
  }

  @Override
  public Future<ChangesRead> selectChanges(SelectChanges query) {
    Object room = Columns.of(query.room().value());
    long after = query.after().value();
    long upTo = Math.min(query.upTo().value(), after + MessageQuery.MAX_CHANGES);
    Tuple part = Tuple.wrap(Arrays.asList(room, after, upTo, room, after, upTo));
    return database.read(
        sql ->
            requireRoom(sql, query.room())
                .compose(exists -> sql.rows(CHANGES, part, MessageColumns::message))
                .compose(changes -> Quotes.fill(sql, changes))
                .map(ChangesRead::new));
  }

  @Override
  public Future<MessageFound> selectMessage(SelectMessage query) {
    return database
        .read(
            sql ->
                find(sql, query.room(), query.message())
                    .compose(found -> Quotes.fill(sql, List.of(found))))
        .map(filled -> new MessageFound(filled.get(0)));
  }

  static Future<Message> find(Sql sql, RoomId room, MessageId message) {
    return sql.row(BY_ID, Tuple.of(Columns.of(message.value())), MessageColumns::message)
        .compose(
            found ->
                found
                    .filter(each -> each.room().equals(room))
                    .map(Future::succeededFuture)
                    .orElseGet(MessageStore::noMessage));
  }

  /** What isn't a message, or is one no more, can't be deleted or reported. */
  static Future<Message> findLive(Sql sql, RoomId room, MessageId message) {
    return find(sql, room, message)
        .compose(
            found ->
                found.notice() == null && found.content() != null
                    ? Future.succeededFuture(found)
                    : noMessage());
  }

  static <T> Future<T> noMessage() {
    return Future.failedFuture(new Failure(FailureCode.MESSAGE_NOT_FOUND));
  }

  @Override
  public Future<Amended> removeMessage(RemoveMessage query) {
    Basis basis = query.basis();
    return amendments.ofContent(
        basis,
        amendment ->
            findLive(amendment.sql(), basis.room(), query.message())
                .compose(found -> amendment.bury(found).compose(gone -> audit(amendment, found))));
  }

  private static Future<Void> audit(Amendment amendment, Message message) {
    boolean own =
        message.authorId() != null && message.authorId().equals(amendment.basis().actor().id());
    return amendment.audit(
        own ? Action.ROOM_DELETE_OWN : Action.ROOM_DELETE_ANY,
        message.author(),
        Map.of("message", message.id().toString(), "seq", message.seq().toString()));
  }

  @Override
  public Future<ReportStored> insertReport(InsertReport query) {
    return database.write(
        sql ->
            findLive(sql, query.basis().room(), query.message())
                .compose(found -> reports.insert(sql, query, found)));
  }

  @Override
  public Future<HistoryRead> selectMessages(SelectMessages query) {
    return database.read(
        sql ->
            requireRoom(sql, query.room())
                .compose(exists -> pages(sql, query).read(query.page()))
                .compose(
                    read ->
                        Quotes.fill(sql, read.messages())
                            .map(filled -> new HistoryRead(filled, read.older(), read.newer()))));
  }

  private static Future<Void> requireRoom(Sql sql, RoomId room) {
    return sql.row(ROOM_EXISTS, Tuple.of(Columns.of(room.value())), row -> true)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND)));
  }

  private static HistoryPages pages(Sql sql, SelectMessages query) {
    return new HistoryPages(
        (seq, limit) -> select(sql, BEFORE, query, seq, limit),
        (seq, limit) -> select(sql, AFTER, query, seq, limit));
  }

  private static Future<List<Message>> select(
      Sql sql, String statement, SelectMessages query, long seq, int limit) {
    return sql.rows(
        statement,
        Tuple.of(Columns.of(query.room().value()), seq, query.notices() ? 1 : 0, limit),
        MessageColumns::message);
  }
}
