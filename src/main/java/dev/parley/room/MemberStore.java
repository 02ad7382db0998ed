package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery;
import dev.parley.bus.MemberQuery.AddMember;
import dev.parley.bus.MemberQuery.DropMember;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.MemberQuery.SelectAccount;
import dev.parley.bus.MemberQuery.SelectMember;
import dev.parley.bus.MemberQuery.SelectMembers;
import dev.parley.bus.MemberQuery.SelectMemberships;
import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.MemberQuery.SetPreferences;
import dev.parley.bus.MemberQuery.SetRole;
import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccountFound;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.MemberFound;
import dev.parley.bus.Reply.MembersListed;
import dev.parley.bus.Reply.MembershipsListed;
import dev.parley.bus.RoomMember;
import dev.parley.message.Amendment;
import dev.parley.message.Amendments;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Store;
import dev.parley.rights.Action;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of members. Each change of it has a notice in the room's log, of the same transaction.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class MemberStore implements Store, MemberQuery.Visitor<Future<? extends Reply>> {

  private static final String ACCOUNT =
      """
      SELECT id, name, role, deactivated_at, deleted_at FROM person WHERE name_key = ?
      """;

  private static final String MEMBER =
      """
      SELECT person.id, person.name, person.display_name, member.role, member.joined_at, person.avatar
      FROM member JOIN person ON person.id = member.person_id
      WHERE member.room_id = ? AND member.person_id = ?
      """;

  private static final String MEMBERS =
      """
      SELECT person.id, person.name, person.display_name, member.role, member.joined_at, person.avatar
      FROM member JOIN person ON person.id = member.person_id
      WHERE member.room_id = ? AND person.name_key > ?
      ORDER BY person.name_key LIMIT ?
      """;

  private static final String INSERT =
      """
      INSERT INTO member (room_id, person_id, role, joined_at) VALUES (?, ?, ?, ?)
      """;

  // who names an owner of a room that is everybody's gives it away
  private static final String OWN =
      """
      UPDATE room SET owned = 1 WHERE id = ?
      """;

  private static final String SET_ROLE =
      """
      UPDATE member SET role = ? WHERE room_id = ? AND person_id = ?
      """;

  private static final String WAS_OWNER =
      """
      SELECT 1 FROM member WHERE room_id = ? AND person_id = ? AND role = 'owner'
      """;

  private static final String SET_PREFERENCES =
      """
      UPDATE member SET favourite = coalesce(?, favourite), level = coalesce(?, level)
      WHERE room_id = ? AND person_id = ?
      """;

  private final Database database;
  private final Amendments amendments;
  private final MembershipPages memberships;
  private final RoomSweep sweep;
  private final int maxMembers;

  /**
   * Stores in this database.
   *
   * @param sweep clears away the rooms that nobody belongs to any more
   * @param maxMembers the most members of a room
   */
  public MemberStore(Database database, Amendments amendments, RoomSweep sweep, int maxMembers) {
    this.database = database;
    this.amendments = amendments;
    this.memberships = new MembershipPages(database);
    this.sweep = sweep;
    this.maxMembers = maxMembers;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<MemberQuery>answer(Addresses.memberStore(), query -> query.accept(this));
  }

  @Override
  public Future<AccessFound> selectAccess(SelectAccess query) {
    return database.read(sql -> AccessLookup.ofOne(sql, query));
  }

  @Override
  public Future<AccessFound> selectWholeAccess(SelectWholeAccess query) {
    return database.read(sql -> AccessLookup.ofAll(sql, query.room()));
  }

  @Override
  public Future<AccountFound> selectAccount(SelectAccount query) {
    return database
        .read(sql -> sql.row(ACCOUNT, Tuple.of(query.name().key()), MemberStore::account))
        .map(found -> found.orElse(AccountFound.NONE));
  }

  private static AccountFound account(Row row) {
    return new AccountFound(
        new PersonId(Columns.uuid(row, 0)),
        new PersonName(row.getString(1)),
        ServerRole.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getLong(3) == null && row.getLong(4) == null);
  }

  @Override
  public Future<MemberFound> selectMember(SelectMember query) {
    Tuple key = Tuple.of(Columns.of(query.room().value()), Columns.of(query.person().value()));
    return database
        .read(sql -> sql.row(MEMBER, key, MemberStore::member))
        .compose(
            found ->
                found
                    .map(member -> Future.succeededFuture(new MemberFound(member)))
                    .orElseGet(
                        () -> Future.failedFuture(new Failure(FailureCode.PERSON_NOT_FOUND))));
  }

  @Override
  public Future<MembersListed> selectMembers(SelectMembers query) {
    String after = query.after() == null ? "" : query.after().key();
    Tuple page = Tuple.of(Columns.of(query.room().value()), after, query.limit() + 1);
    return database
        .read(sql -> sql.rows(MEMBERS, page, MemberStore::member))
        .map(
            members -> {
              boolean more = members.size() > query.limit();
              return new MembersListed(more ? members.subList(0, query.limit()) : members, more);
            });
  }

  private static RoomMember member(Row row) {
    return new RoomMember(
        new PersonId(Columns.uuid(row, 0)),
        new PersonName(row.getString(1)),
        row.getString(2),
        AccessColumns.role(row, 3),
        Columns.instant(row, 4),
        row.getInteger(5));
  }

  @Override
  public Future<MembershipsListed> selectMemberships(SelectMemberships query) {
    return memberships.read(query);
  }

  @Override
  public Future<Amended> addMember(AddMember query) {
    Basis basis = query.basis();
    Tuple row =
        Tuple.of(
            Columns.of(basis.room().value()),
            Columns.of(query.person().value()),
            AccessColumns.text(query.role()),
            Columns.of(basis.at()));
    boolean self = query.person().equals(basis.actor().id());
    return amendments.ofAccess(
        basis,
        amendment ->
            requireSpace(amendment)
                .compose(space -> amendment.sql().update(INSERT, row))
                .compose(inserted -> ownIfOwner(amendment, query.role()))
                .compose(
                    owned ->
                        self
                            ? amendment.tell(query.notice(), Notice.JOINED, "")
                            : amendment.tell(query.notice(), Notice.ADDED, query.name().value()))
                .compose(told -> amendment.concerns(query.person(), query.name()))
                .compose(
                    noted ->
                        amendment.audit(
                            self ? Action.ROOM_JOIN : Action.ROOM_INVITE,
                            self ? null : query.name(),
                            Map.of("role", AccessColumns.text(query.role())))));
  }

  private Future<Void> requireSpace(Amendment amendment) {
    return Roster.members(amendment.sql(), amendment.basis().room())
        .compose(
            members ->
                members < maxMembers
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure(
                            FailureCode.TOO_MANY,
                            "There are as many members as this server allows.")));
  }

  private static Future<?> ownIfOwner(Amendment amendment, RoomRole role) {
    return role == RoomRole.OWNER
        ? amendment.sql().update(OWN, Tuple.of(Columns.of(amendment.basis().room().value())))
        : Future.succeededFuture();
  }

  @Override
  public Future<Amended> setRole(SetRole query) {
    Object room = Columns.of(query.basis().room().value());
    Object person = Columns.of(query.person().value());
    Tuple change = Tuple.of(AccessColumns.text(query.role()), room, person);
    return amendments.ofAccess(
        query.basis(),
        amendment ->
            requireOtherOwner(amendment, Tuple.of(room, person))
                .compose(other -> amendment.sql().update(SET_ROLE, change))
                .compose(changed -> ownIfOwner(amendment, query.role()))
                .compose(
                    owned ->
                        amendment.tell(query.notice(), made(query.role()), query.name().value()))
                .compose(told -> amendment.concerns(query.person(), query.name()))
                .compose(
                    noted ->
                        amendment.audit(
                            Action.ROOM_SET_ROLE,
                            query.name(),
                            Map.of("role", AccessColumns.text(query.role())))));
  }

  /** Whoever is the last owner has to make somebody else one first. */
  private static Future<Void> requireOtherOwner(Amendment amendment, Tuple key) {
    return amendment
        .sql()
        .row(WAS_OWNER, key, row -> true)
        .compose(
            was ->
                was.isEmpty()
                    ? Future.succeededFuture(2L)
                    : Roster.owners(amendment.sql(), amendment.basis().room()))
        .compose(
            owners ->
                owners > 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure(
                            FailureCode.FORBIDDEN,
                            "A room needs an owner. Make somebody else one first.")));
  }

  private static Notice made(RoomRole role) {
    return switch (role) {
      case READER -> Notice.MADE_READER;
      case MEMBER -> Notice.MADE_MEMBER;
      case MODERATOR -> Notice.MADE_MODERATOR;
      case OWNER -> Notice.MADE_OWNER;
    };
  }

  @Override
  public Future<Amended> dropMember(DropMember query) {
    List<MessageId> notices = query.notices();
    boolean self = query.person().equals(query.basis().actor().id());
    return amendments
        .ofAccess(
            query.basis(),
            amendment ->
                Roster.drop(
                    amendment,
                    query.person(),
                    notices.get(1),
                    () -> dropped(amendment, query, self)))
        .onSuccess(amended -> sweep.start());
  }

  private static Future<Void> dropped(Amendment amendment, DropMember query, boolean self) {
    MessageId notice = query.notices().get(0);
    return (self
            ? amendment.tell(notice, Notice.LEFT, "")
            : amendment.tell(notice, Notice.REMOVED, query.name().value()))
        .compose(told -> amendment.concerns(query.person(), query.name()))
        .compose(
            noted ->
                amendment.audit(
                    self ? Action.ROOM_LEAVE : Action.ROOM_REMOVE,
                    self ? null : query.name(),
                    Map.of()));
  }

  @Override
  public Future<Done> setPreferences(SetPreferences query) {
    Object[] row = {
      query.favourite() == null ? null : query.favourite() ? 1 : 0,
      query.level() == null ? null : query.level().text(),
      Columns.of(query.room().value()),
      Columns.of(query.person().value())
    };
    return database
        .write(sql -> sql.update(SET_PREFERENCES, Tuple.wrap(Arrays.asList(row))))
        .compose(
            changed ->
                changed == 1
                    ? Future.succeededFuture(new Done())
                    : Future.failedFuture(new Failure(FailureCode.FORBIDDEN)));
  }
}
