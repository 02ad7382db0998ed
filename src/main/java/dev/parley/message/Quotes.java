package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Quote;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the quoted message says is not kept with the quote: it is looked up when the quote is read,
 * so that what is edited or deleted is so in quotes, too.
 */
final class Quotes {

  private static final String QUOTED =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE id = ?
      """;

  private Quotes() {}

  /** A quote of a message. */
  static Quote of(Message message) {
    return new Quote(message.id(), message.seq(), message.author(), excerpt(message.content()));
  }

  /** As it is kept. */
  static Quote bare(Quote quote) {
    return quote == null ? null : new Quote(quote.message(), quote.seq(), quote.author(), "");
  }

  private static String excerpt(MessageContent content) {
    String text = content == null ? "" : content.value();
    return text.codePointCount(0, text.length()) <= Quote.MAX_EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Quote.MAX_EXCERPT));
  }

  /** These messages, with what their quotes say now. */
  static Future<List<Message>> fill(Sql sql, List<Message> messages) {
    Set<MessageId> quoted =
        messages.stream()
            .filter(message -> message.extras().quote() != null)
            .map(message -> message.extras().quote().message())
            .collect(Collectors.toSet());
    Map<MessageId, Quote> found = new HashMap<>();
    Future<Void> looked = Future.succeededFuture();
    for (MessageId id : quoted) {
      looked = looked.compose(done -> find(sql, id, found));
    }
    return looked.map(done -> messages.stream().map(message -> filled(message, found)).toList());
  }

  private static Future<Void> find(Sql sql, MessageId id, Map<MessageId, Quote> found) {
    return sql.row(QUOTED, Tuple.of(Columns.of(id.value())), MessageColumns::message)
        .onSuccess(row -> row.ifPresent(message -> found.put(id, of(message))))
        .mapEmpty();
  }

  private static Message filled(Message message, Map<MessageId, Quote> found) {
    Quote quote = message.extras().quote();
    Quote now = quote == null ? null : found.get(quote.message());
    return now == null ? message : message.with(message.extras().withQuote(now));
  }
}
