package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Link;
import dev.parley.bus.LinkId;
import dev.parley.bus.LinkQuery;
import dev.parley.bus.LinkQuery.InsertLink;
import dev.parley.bus.LinkQuery.RevokeInvitation;
import dev.parley.bus.LinkQuery.SelectInvitations;
import dev.parley.bus.LinkQuery.SelectLink;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.Reply.LinksFound;
import dev.parley.bus.TokenHash;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * The table of links. What ran out a month ago is removed when a new one is made. Belongs to the
 * persistence verticle's context.
 */
public final class LinkStore implements Store, LinkQuery.Visitor<Future<? extends Reply>> {

  private static final Duration KEPT = Duration.ofDays(30);

  private static final String USABLE =
      "revoked_at IS NULL AND expires_at > ? AND (max_uses = 0 OR uses < max_uses)";

  private static final String INSERT =
      """
      INSERT INTO link (id, kind, hash, person_id, made_by, note, max_uses, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String PRUNE =
      """
      DELETE FROM link WHERE expires_at < ?
      """;

  private static final String CLEAR_SETUPS =
      """
      DELETE FROM link WHERE kind = 'setup'
      """;

  private static final String USE =
      "UPDATE link SET uses = uses + 1 WHERE hash = ? AND kind = ? AND " + USABLE;

  private static final String OF_WHOM =
      """
      SELECT person_id FROM link WHERE hash = ?
      """;

  private static final String END_RESETS =
      """
      DELETE FROM link WHERE kind = 'reset' AND person_id = ?
      """;

  private static final String COLUMNS =
      """
      SELECT l.id, l.kind, p.name, m.name, l.note, l.uses, l.max_uses, l.created_at, l.expires_at
      FROM link l LEFT JOIN person p ON p.id = l.person_id LEFT JOIN person m ON m.id = l.made_by
      """;

  private static final String SELECT = COLUMNS + "WHERE l.hash = ? AND " + USABLE;

  private static final String INVITATIONS =
      COLUMNS + "WHERE l.kind = 'invitation' AND " + USABLE + " ORDER BY l.id DESC LIMIT ?";

  private static final String COUNT =
      "SELECT count(*) FROM link WHERE kind = 'invitation' AND " + USABLE;

  private static final String REVOKE =
      """
      UPDATE link SET revoked_at = ? WHERE id = ? AND kind = 'invitation' AND revoked_at IS NULL
      RETURNING note
      """;

  private final Database database;
  private final Clock clock;
  private final int maxInvitations;
  private final Ledger ledger;

  /**
   * Stores in this database.
   *
   * @param maxInvitations the most that can be used at the same time
   */
  public LinkStore(Database database, Clock clock, int maxInvitations) {
    this.database = database;
    this.clock = clock;
    this.maxInvitations = maxInvitations;
    this.ledger = new Ledger(database, clock);
  }

  @Override
  public void answerOn(Bus bus) {
    ledger.tellOn(bus);
    bus.<LinkQuery>answer(Addresses.linkStore(), query -> query.accept(this));
  }

  @Override
  public Future<LinkFound> insertLink(InsertLink query) {
    Link link = query.link();
    return ledger
        .write(
            entry ->
                require(entry.sql(), link)
                    .compose(space -> entry.sql().update(PRUNE, Tuple.of(longAgo())))
                    .compose(pruned -> personOf(entry.sql(), link))
                    .compose(person -> endEarlier(entry.sql(), link, person))
                    .compose(person -> insert(entry.sql(), query, person))
                    .compose(made -> entry.audit(made(query))))
        .map(new LinkFound(link));
  }

  private static AuditEntry made(InsertLink query) {
    Link link = query.link();
    return new AuditEntry(
        query.actor(),
        PersonColumns.text(link.kind()) + ".create",
        link.person() == null ? null : link.person().value(),
        null,
        which(link.id(), link.note()));
  }

  /** Tells one link from the others; it can't be used by it. */
  private static Map<String, String> which(LinkId link, String note) {
    return note.isEmpty()
        ? Map.of("id", link.toString())
        : Map.of("id", link.toString(), "note", note);
  }

  private Future<?> require(Sql sql, Link link) {
    return switch (link.kind()) {
      case SETUP ->
          SettingStore.read(sql)
              .compose(
                  found ->
                      found.needsSetup()
                          ? sql.update(CLEAR_SETUPS, Tuple.tuple())
                          : Future.failedFuture(new Failure(FailureCode.FORBIDDEN)));
      case INVITATION ->
          sql.row(COUNT, Tuple.of(now()), row -> row.getInteger(0))
              .map(
                  count -> {
                    if (count.orElseThrow() >= maxInvitations) {
                      throw new Failure(FailureCode.TOO_MANY);
                    }
                    return null;
                  });
      case RESET -> Future.succeededFuture();
    };
  }

  private static Future<byte[]> personOf(Sql sql, Link link) {
    return link.person() == null
        ? Future.succeededFuture()
        : AccountStore.find(sql, link.person()).map(person -> Columns.of(person.id().value()));
  }

  /** Of the links that reset somebody's password, only the last one made is good. */
  private static Future<byte[]> endEarlier(Sql sql, Link link, byte[] person) {
    return link.kind() == Link.Kind.RESET
        ? sql.update(END_RESETS, Tuple.of(person)).map(person)
        : Future.succeededFuture(person);
  }

  private static Future<Integer> insert(Sql sql, InsertLink query, byte[] person) {
    Link link = query.link();
    PersonId madeBy = query.actor().id();
    Tuple row =
        Tuple.of(
            Columns.of(link.id().value()),
            PersonColumns.text(link.kind()),
            query.hash().bytes(),
            person,
            madeBy == null ? null : Columns.of(madeBy.value()),
            link.note(),
            link.maxUses(),
            Columns.of(link.createdAt()),
            Columns.of(link.expiresAt()));
    return sql.update(INSERT, row);
  }

  /**
   * Uses a link up by one, in the transaction of what is done by it.
   *
   * @return whom it is for, null for nobody; fails with {@code invalid_link}
   */
  static Future<PersonId> use(Sql sql, TokenHash hash, Link.Kind kind, Instant now) {
    return sql.update(USE, Tuple.of(hash.bytes(), PersonColumns.text(kind), Columns.of(now)))
        .compose(
            used ->
                used == 1
                    ? sql.row(OF_WHOM, Tuple.of(hash.bytes()), LinkStore::person)
                    : Future.failedFuture(new Failure(FailureCode.INVALID_LINK)))
        .map(person -> person.orElseThrow()[0]);
  }

  /** In an array, since it may be null. */
  private static PersonId[] person(Row row) {
    return new PersonId[] {row.getBuffer(0) == null ? null : new PersonId(Columns.uuid(row, 0))};
  }

  /** Ends all links that would reset somebody's password. */
  static Future<Integer> endResets(Sql sql, PersonId person) {
    return sql.update(END_RESETS, Tuple.of(Columns.of(person.value())));
  }

  @Override
  public Future<LinkFound> selectLink(SelectLink query) {
    return database
        .read(sql -> sql.row(SELECT, Tuple.of(query.hash().bytes(), now()), LinkStore::link))
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.INVALID_LINK)))
        .map(LinkFound::new);
  }

  @Override
  public Future<LinksFound> selectInvitations(SelectInvitations query) {
    return database
        .read(sql -> sql.rows(INVITATIONS, Tuple.of(now(), query.limit()), LinkStore::link))
        .map(LinksFound::new);
  }

  @Override
  public Future<Done> revokeInvitation(RevokeInvitation query) {
    Tuple row = Tuple.of(now(), Columns.of(query.link().value()));
    return ledger
        .write(
            entry ->
                entry
                    .sql()
                    .row(REVOKE, row, found -> found.getString(0))
                    .compose(
                        note ->
                            note.isPresent()
                                ? entry.audit(revoked(query, note.get()))
                                : Future.failedFuture(new Failure(FailureCode.INVALID_LINK))))
        .map(new Done());
  }

  private static AuditEntry revoked(RevokeInvitation query, String note) {
    return new AuditEntry(
        query.actor(), "invitation.revoke", null, null, which(query.link(), note));
  }

  private static Link link(Row row) {
    return new Link(
        new LinkId(Columns.uuid(row, 0)),
        Link.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        name(row.getString(2)),
        name(row.getString(3)),
        row.getString(4),
        row.getInteger(5),
        row.getInteger(6),
        Columns.instant(row, 7),
        Columns.instant(row, 8));
  }

  private static PersonName name(String name) {
    return name == null ? null : new PersonName(name);
  }

  private long now() {
    return Columns.of(clock.instant());
  }

  private long longAgo() {
    return Columns.of(clock.instant().minus(KEPT));
  }
}
