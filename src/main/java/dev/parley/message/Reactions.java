package dev.parley.message;

import dev.parley.bus.Actor;
import dev.parley.bus.Deed;
import dev.parley.bus.Emoji;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reaction;
import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Seq;
import dev.parley.bus.Tally;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who reacted to which message with what. */
final class Reactions {

  private static final String MINE =
      """
      SELECT place FROM reaction WHERE room_id = ? AND seq = ? AND emoji = ? AND name_key = ?
      """;

  private static final String ADD =
      """
      INSERT INTO reaction (room_id, seq, emoji, place, name_key, name, person_id) VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String REMOVE =
      """
      DELETE FROM reaction WHERE room_id = ? AND seq = ? AND emoji = ? AND name_key = ?
      """;

  private static final String FORGET =
      """
      DELETE FROM reaction WHERE room_id = ? AND seq = ?
      """;

  private static final String OF =
      """
      SELECT place, name, person_id FROM reaction
      WHERE room_id = ? AND seq = ? AND emoji = ? AND place > ?
      ORDER BY place LIMIT ?
      """;

  private static final String FIRST =
      """
      SELECT name FROM reaction WHERE room_id = ? AND seq = ? AND emoji = ? ORDER BY place LIMIT ?
      """;

  private final int max;

  /** Allows so many different emoji at a message. */
  Reactions(int max) {
    this.max = max;
  }

  /** Adds a reaction, or takes it back; nothing happens if it is so already. */
  Future<Integer> change(Amendment amendment, Message message, Emoji emoji, boolean present) {
    Sql sql = amendment.sql();
    return sql.row(MINE, mine(amendment.basis().actor(), message, emoji), row -> row.getLong(0))
        .compose(
            found -> {
              if (found.isPresent() == present) {
                return Future.succeededFuture(0);
              }
              return present ? add(amendment, message, emoji) : remove(amendment, message, emoji);
            });
  }

  private static Tuple mine(Actor actor, Message message, Emoji emoji) {
    return Tuple.of(
        Columns.of(message.room().value()),
        message.seq().value(),
        emoji.value(),
        actor.name().key());
  }

  private Future<Integer> add(Amendment amendment, Message message, Emoji emoji) {
    List<Tally> tallies = message.extras().reactions();
    boolean isNew = tallies.stream().noneMatch(tally -> tally.emoji().equals(emoji.value()));
    if (isNew && tallies.size() >= max) {
      return Future.failedFuture(
          new Failure(
              FailureCode.TOO_MANY, "A message has at most " + max + " different reactions."));
    }
    return tell(amendment, message, Deed.Kind.REACTED, emoji, added(amendment, tallies, emoji))
        .compose(altered -> insert(amendment, altered, emoji));
  }

  private static List<Tally> added(Amendment amendment, List<Tally> tallies, Emoji emoji) {
    PersonName who = amendment.basis().actor().name();
    List<Tally> now = new ArrayList<>();
    boolean counted = false;
    for (Tally tally : tallies) {
      boolean same = tally.emoji().equals(emoji.value());
      counted |= same;
      now.add(same ? more(tally, who) : tally);
    }
    if (!counted) {
      now.add(new Tally(emoji.value(), 1, List.of(who)));
    }
    return now;
  }

  private static Tally more(Tally tally, PersonName who) {
    List<PersonName> people = new ArrayList<>(tally.people());
    if (people.size() < Tally.MAX_PEOPLE) {
      people.add(who);
    }
    return new Tally(tally.emoji(), tally.count() + 1, people);
  }

  private static Future<Message> tell(
      Amendment amendment, Message message, Deed.Kind kind, Emoji emoji, List<Tally> tallies) {
    Actor actor = amendment.basis().actor();
    return amendment.alter(
        message,
        message.content(),
        message.extras().withReactions(tallies),
        new Deed(kind, actor.name(), actor.id(), emoji.value()));
  }

  private static Future<Integer> insert(Amendment amendment, Message altered, Emoji emoji) {
    Actor actor = amendment.basis().actor();
    Object[] row = {
      Columns.of(altered.room().value()),
      altered.seq().value(),
      emoji.value(),
      altered.position().value(),
      actor.name().key(),
      actor.name().value(),
      actor.id() == null ? null : Columns.of(actor.id().value())
    };
    return amendment.sql().update(ADD, Tuple.wrap(Arrays.asList(row)));
  }

  private Future<Integer> remove(Amendment amendment, Message message, Emoji emoji) {
    Sql sql = amendment.sql();
    return sql.update(REMOVE, mine(amendment.basis().actor(), message, emoji))
        .compose(removed -> first(sql, message, emoji))
        .compose(
            people ->
                tell(
                    amendment,
                    message,
                    Deed.Kind.UNREACTED,
                    emoji,
                    removed(message.extras().reactions(), emoji, people)))
        .map(1);
  }

  private static Future<List<PersonName>> first(Sql sql, Message message, Emoji emoji) {
    return sql.rows(
        FIRST,
        Tuple.of(
            Columns.of(message.room().value()),
            message.seq().value(),
            emoji.value(),
            Tally.MAX_PEOPLE),
        row -> new PersonName(row.getString(0)));
  }

  private static List<Tally> removed(List<Tally> tallies, Emoji emoji, List<PersonName> people) {
    return tallies.stream()
        .map(
            tally ->
                tally.emoji().equals(emoji.value())
                    ? new Tally(tally.emoji(), tally.count() - 1, people)
                    : tally)
        .filter(tally -> tally.count() > 0)
        .toList();
  }

  /** Who reacted with an emoji, in the order in which they did. */
  Future<ReactionsRead> of(Sql sql, Message message, Emoji emoji, Seq after, int limit) {
    return sql.rows(
            OF,
            Tuple.of(
                Columns.of(message.room().value()),
                message.seq().value(),
                emoji.value(),
                after.value(),
                limit + 1),
            Reactions::reaction)
        .map(
            read ->
                read.size() <= limit
                    ? new ReactionsRead(read, null)
                    : new ReactionsRead(read.subList(0, limit), read.get(limit - 1).place()));
  }

  private static Reaction reaction(Row row) {
    return new Reaction(
        new Seq(row.getLong(0)),
        new PersonName(row.getString(1)),
        Optional.ofNullable(row.getValue(2))
            .map(id -> new PersonId(Columns.uuid(row, 2)))
            .orElse(null));
  }

  /** A tombstone has none. */
  static Future<Void> forget(Sql sql, Message message) {
    return sql.update(FORGET, Tuple.of(Columns.of(message.room().value()), message.seq().value()))
        .mapEmpty();
  }
}
