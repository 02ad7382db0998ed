package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.RestrictionsListed;
import dev.parley.bus.Restriction;
import dev.parley.bus.RestrictionQuery;
import dev.parley.bus.RestrictionQuery.Ban;
import dev.parley.bus.RestrictionQuery.Mute;
import dev.parley.bus.RestrictionQuery.SelectRestrictions;
import dev.parley.bus.RestrictionQuery.Unban;
import dev.parley.message.Amendment;
import dev.parley.message.Amendments;
import dev.parley.moderation.ErasureSweep;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Store;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * The table of those who may not write in a room for a while, or not be there. It goes by names, so
 * that it holds for guests too.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class RestrictionStore
    implements Store, RestrictionQuery.Visitor<Future<? extends Reply>> {

  private static final String MUTE =
      """
      INSERT INTO restriction (room_id, name_key, name, muted_until, made_by) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (room_id, name_key) DO UPDATE SET
        muted_until = excluded.muted_until, made_by = excluded.made_by
      """;

  private static final String BAN =
      """
      INSERT INTO restriction (room_id, name_key, name, banned_at, reason, made_by) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (room_id, name_key) DO UPDATE SET
        banned_at = excluded.banned_at, reason = excluded.reason, made_by = excluded.made_by
      """;

  private static final String UNMUTE =
      """
      UPDATE restriction SET muted_until = NULL WHERE room_id = ? AND name_key = ?
      """;

  private static final String UNBAN =
      """
      UPDATE restriction SET banned_at = NULL, reason = '' WHERE room_id = ? AND name_key = ?
      """;

  private static final String FORGET =
      """
      DELETE FROM restriction
      WHERE room_id = ? AND banned_at IS NULL AND (muted_until IS NULL OR muted_until <= ?)
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM restriction WHERE room_id = ?
      """;

  private static final String LIST =
      """
      SELECT name, muted_until, banned_at, reason, made_by FROM restriction
      WHERE room_id = ? ORDER BY name_key
      """;

  private final Database database;
  private final Amendments amendments;
  private final ErasureSweep erasures;
  private final int maxRestrictions;

  /**
   * Stores in this database.
   *
   * @param maxRestrictions the most people who are muted or banned in a room
   */
  public RestrictionStore(
      Database database, Amendments amendments, ErasureSweep erasures, int maxRestrictions) {
    this.database = database;
    this.amendments = amendments;
    this.erasures = erasures;
    this.maxRestrictions = maxRestrictions;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<RestrictionQuery>answer(Addresses.restrictionStore(), query -> query.accept(this));
  }

  @Override
  public Future<Amended> mute(Mute query) {
    return amendments.ofAccess(
        query.basis(),
        amendment ->
            (query.until() == null
                    ? lift(amendment, UNMUTE, query.name())
                    : set(amendment, MUTE, muted(query)))
                .compose(changed -> amendment.restrains(query.name()))
                .compose(noted -> amendment.audit(Action.ROOM_MUTE, query.name(), until(query))));
  }

  private static Object[] muted(Mute query) {
    return new Object[] {
      room(query.basis()),
      query.name().key(),
      query.name().value(),
      Columns.of(query.until()),
      query.basis().actor().name().value()
    };
  }

  private static Map<String, String> until(Mute query) {
    return Map.of("until", query.until() == null ? "" : query.until().toString());
  }

  @Override
  public Future<Amended> ban(Ban query) {
    return amendments
        .ofAccess(query.basis(), amendment -> ban(amendment, query))
        .onSuccess(amended -> erasures.start());
  }

  private Future<?> ban(Amendment amendment, Ban query) {
    return set(amendment, BAN, banned(query))
        .compose(set -> amendment.tell(query.notices().get(0), Notice.BANNED, name(query)))
        .compose(told -> drop(amendment, query))
        .compose(
            belonged ->
                belonged
                    ? amendment.concerns(query.person(), query.name())
                    : amendment.restrains(query.name()))
        .compose(
            noted ->
                query.erasure() == null
                    ? Future.succeededFuture()
                    : erasures.order(amendment.sql(), query))
        .compose(
            ordered ->
                amendment.audit(
                    Action.ROOM_BAN,
                    query.name(),
                    Map.of(
                        "banned",
                        "true",
                        "messages",
                        query.erasure() == null ? "keep" : "delete",
                        "reason",
                        query.reason())));
  }

  private static Object[] banned(Ban query) {
    return new Object[] {
      room(query.basis()),
      query.name().key(),
      name(query),
      Columns.of(query.basis().at()),
      query.reason(),
      query.basis().actor().name().value()
    };
  }

  private static String name(Ban query) {
    return query.name().value();
  }

  private static Future<Boolean> drop(Amendment amendment, Ban query) {
    return query.person() == null
        ? Future.succeededFuture(false)
        : Roster.drop(amendment, query.person(), query.notices().get(1), Future::succeededFuture);
  }

  private Future<?> set(Amendment amendment, String statement, Object[] row) {
    return forget(amendment)
        .compose(
            forgotten ->
                amendment
                    .sql()
                    .row(COUNT, Tuple.of(room(amendment.basis())), count -> count.getLong(0)))
        .compose(
            count ->
                count.orElseThrow() < maxRestrictions
                    ? amendment.sql().update(statement, Tuple.wrap(Arrays.asList(row)))
                    : Future.failedFuture(
                        new Failure(
                            FailureCode.TOO_MANY,
                            "As many are muted or banned here as this server allows.")));
  }

  private static Future<?> lift(Amendment amendment, String statement, PersonName name) {
    return amendment
        .sql()
        .update(statement, Tuple.of(room(amendment.basis()), name.key()))
        .compose(lifted -> forget(amendment));
  }

  /** What holds no more has no use. */
  private static Future<?> forget(Amendment amendment) {
    Basis basis = amendment.basis();
    return amendment.sql().update(FORGET, Tuple.of(room(basis), Columns.of(basis.at())));
  }

  @Override
  public Future<Amended> unban(Unban query) {
    return amendments.ofAccess(
        query.basis(),
        amendment ->
            lift(amendment, UNBAN, query.name())
                .compose(lifted -> amendment.restrains(query.name()))
                .compose(
                    noted ->
                        amendment.audit(Action.ROOM_BAN, query.name(), Map.of("banned", "false"))));
  }

  @Override
  public Future<RestrictionsListed> selectRestrictions(SelectRestrictions query) {
    return database
        .read(
            sql ->
                sql.rows(
                    LIST,
                    Tuple.of(Columns.of(query.room().value())),
                    RestrictionStore::restriction))
        .map(RestrictionsListed::new);
  }

  private static Restriction restriction(Row row) {
    return new Restriction(
        new PersonName(row.getString(0)),
        instant(row, 1),
        instant(row, 2),
        row.getString(3),
        new PersonName(row.getString(4)));
  }

  private static Instant instant(Row row, int column) {
    return row.getLong(column) == null ? null : Columns.instant(row, column);
  }

  private static Object room(Basis basis) {
    return Columns.of(basis.room().value());
  }
}
