package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery;
import dev.parley.bus.PersonQuery.BeginTwoFactor;
import dev.parley.bus.PersonQuery.ChangePassword;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.PersonQuery.ChangeProfile;
import dev.parley.bus.PersonQuery.ConfirmTwoFactor;
import dev.parley.bus.PersonQuery.EndTwoFactor;
import dev.parley.bus.PersonQuery.FindName;
import dev.parley.bus.PersonQuery.InsertPerson;
import dev.parley.bus.PersonQuery.NoteAct;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.PersonQuery.ResetPassword;
import dev.parley.bus.PersonQuery.SelectAvatar;
import dev.parley.bus.PersonQuery.SelectCredentials;
import dev.parley.bus.PersonQuery.SelectPeople;
import dev.parley.bus.PersonQuery.SelectPerson;
import dev.parley.bus.PersonQuery.SetAvatar;
import dev.parley.bus.PersonQuery.UseCode;
import dev.parley.bus.Profile;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AvatarFound;
import dev.parley.bus.Reply.CredentialsFound;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.NameFound;
import dev.parley.bus.Reply.PeopleFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.Secret;
import dev.parley.bus.ServerSettings.SignUp;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The table of accounts: finding and making them. What else is asked of it is handed on to those
 * whose part it is. Belongs to the persistence verticle's context.
 */
public final class AccountStore implements Store, PersonQuery.Visitor<Future<? extends Reply>> {

  private static final String SELECT =
      "SELECT " + PersonColumns.ALL + "FROM person p WHERE p.name_key = ? AND p.deleted_at IS NULL";

  private static final String CREDENTIALS =
      "SELECT "
          + PersonColumns.ALL
          + ", p.password FROM person p WHERE p.name_key = ? AND p.deleted_at IS NULL";

  private static final String PAGE =
      "SELECT "
          + PersonColumns.ALL
          + """
          FROM person p
          WHERE p.deleted_at IS NULL AND p.name_key > ? AND p.search_key LIKE ? ESCAPE '!'
          AND (p.deactivated_at IS NULL OR ? = 1)
          ORDER BY p.name_key LIMIT ?
          """;

  private static final String COUNT =
      """
      SELECT count(*) FROM person WHERE deleted_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO person (id, name, name_key, display_name, search_key, role, password, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name_key) DO NOTHING
      """;

  private static final String CHANGE_PROFILE =
      """
      UPDATE person SET display_name = ?, search_key = ?, about = ?, status = ?, hide_last_seen = ?,
        receipts = ?
      WHERE id = ?
      """;

  private static final String OWN =
      "SELECT " + PersonColumns.ALL + "FROM person p WHERE p.id = ? AND p.deleted_at IS NULL";

  private final Database database;
  private final Clock clock;
  private final int maxPeople;
  private final Ledger ledger;
  private final CredentialStore credentials;
  private final StandingStore standings;
  private final AvatarStore avatars;
  private final NameStore names;

  /**
   * Stores in this database.
   *
   * @param maxPeople the most accounts there may be; 0 for no limit
   * @param roomsLeft to be run when rooms may have been left by everybody
   */
  public AccountStore(Database database, Clock clock, Ids ids, int maxPeople, Runnable roomsLeft) {
    this.database = database;
    this.clock = clock;
    this.maxPeople = maxPeople;
    this.ledger = new Ledger(database, clock);
    ProofStore proofs = new ProofStore(database.dialect());
    this.credentials = new CredentialStore(ledger, proofs, clock);
    this.standings = new StandingStore(ledger, proofs, database.dialect(), clock, ids, roomsLeft);
    this.avatars = new AvatarStore(database, clock);
    this.names = new NameStore(database);
  }

  @Override
  public void answerOn(Bus bus) {
    ledger.tellOn(bus);
    bus.<PersonQuery>answer(Addresses.personStore(), query -> query.accept(this));
  }

  @Override
  public Future<NameFound> findName(FindName query) {
    return names.isTaken(query.key()).map(NameFound::new);
  }

  @Override
  public Future<PersonFound> selectPerson(SelectPerson query) {
    return database.read(sql -> find(sql, query.name())).map(PersonFound::new);
  }

  /** The account with this name; fails with {@code person_not_found}. */
  static Future<Person> find(Sql sql, PersonName name) {
    return sql.row(SELECT, Tuple.of(name.key()), PersonColumns::read)
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.PERSON_NOT_FOUND)));
  }

  /** The account with this id; fails with {@code person_not_found}. */
  static Future<Person> find(Sql sql, PersonId id) {
    return sql.row(OWN, Tuple.of(Columns.of(id.value())), PersonColumns::read)
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.PERSON_NOT_FOUND)));
  }

  @Override
  public Future<PeopleFound> selectPeople(SelectPeople query) {
    String after = query.after() == null ? "" : query.after().key();
    String containing = query.containing() == null ? "%" : "%" + escape(query.containing()) + "%";
    Tuple parameters = Tuple.of(after, containing, query.deactivated() ? 1 : 0, query.limit() + 1);
    return database
        .read(sql -> sql.rows(PAGE, parameters, PersonColumns::read))
        .map(found -> page(found, query.limit()));
  }

  private static PeopleFound page(List<Person> found, int limit) {
    boolean more = found.size() > limit;
    return new PeopleFound(more ? found.subList(0, limit) : found, more);
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public Future<CredentialsFound> selectCredentials(SelectCredentials query) {
    return database
        .read(
            sql ->
                sql.row(
                    CREDENTIALS,
                    Tuple.of(query.name().key()),
                    row -> {
                      String hash = row.getString(PersonColumns.COUNT);
                      return new CredentialsFound(
                          PersonColumns.read(row), hash == null ? null : new Secret(hash));
                    }))
        .map(found -> found.orElse(new CredentialsFound(null, null)));
  }

  @Override
  public Future<PersonFound> insertPerson(InsertPerson query) {
    Person person = query.person();
    return ledger
        .write(
            entry ->
                requireSpace(entry.sql())
                    .compose(space -> requireWay(entry.sql(), query))
                    .compose(way -> insert(entry.sql(), query))
                    .compose(made -> entry.access(AccessChange.of(person.id(), person.name())))
                    .compose(noted -> entry.audit(made(query))))
        .map(new PersonFound(person));
  }

  private static AuditEntry made(InsertPerson query) {
    return new AuditEntry(
        maker(query),
        "person.create",
        query.person().name().value(),
        null,
        Map.of("role", PersonColumns.text(query.person().role())));
  }

  /** Whoever makes an account for themselves isn't anybody before. */
  private static Actor maker(InsertPerson query) {
    Person person = query.person();
    Actor actor = query.actor();
    return actor.name() == null
        ? new Actor(person.name(), person.id(), person.role(), actor.from())
        : actor;
  }

  private Future<Void> requireSpace(Sql sql) {
    if (maxPeople == 0) {
      return Future.succeededFuture();
    }
    return sql.row(COUNT, Tuple.tuple(), row -> row.getInteger(0))
        .map(
            count -> {
              if (count.orElseThrow() >= maxPeople) {
                throw new Failure(FailureCode.TOO_MANY);
              }
              return null;
            });
  }

  private Future<?> requireWay(Sql sql, InsertPerson query) {
    return switch (query.way()) {
      case LINK ->
          query.person().role() == ServerRole.ADMINISTRATOR
              ? SettingStore.read(sql)
                  .map(AccountStore::requireNeed)
                  .compose(need -> use(sql, query, Link.Kind.SETUP))
              : use(sql, query, Link.Kind.INVITATION);
      case OPEN -> SettingStore.read(sql).map(AccountStore::requireOpen);
      case COMMAND -> Future.succeededFuture();
    };
  }

  private Future<?> use(Sql sql, InsertPerson query, Link.Kind kind) {
    return LinkStore.use(sql, query.link(), kind, clock.instant());
  }

  /** There may be an administrator by other ways since the link was made. */
  private static Void requireNeed(SettingsFound found) {
    if (!found.needsSetup()) {
      throw new Failure(FailureCode.INVALID_LINK);
    }
    return null;
  }

  static Void requireOpen(SettingsFound found) {
    if (found.settings().signUp() != SignUp.OPEN) {
      throw new Failure(FailureCode.INVITATION_NEEDED);
    }
    return null;
  }

  private static Future<Void> insert(Sql sql, InsertPerson query) {
    Person person = query.person();
    Tuple row =
        Tuple.of(
            Columns.of(person.id().value()),
            person.name().value(),
            person.name().key(),
            person.profile().displayName(),
            PersonColumns.searchKey(person.name(), person.profile()),
            PersonColumns.text(person.role()),
            query.password() == null ? null : query.password().value(),
            Columns.of(person.createdAt()));
    return sql.update(INSERT, row)
        .map(
            inserted -> {
              if (inserted == 0) {
                throw new Failure(FailureCode.NAME_TAKEN);
              }
              return null;
            });
  }

  @Override
  public Future<PersonFound> changeProfile(ChangeProfile query) {
    return database
        .write(
            sql ->
                find(sql, query.person())
                    .compose(person -> changeProfile(sql, person, query))
                    .compose(changed -> find(sql, query.person())))
        .map(PersonFound::new);
  }

  private static Future<Integer> changeProfile(Sql sql, Person person, ChangeProfile query) {
    Profile profile = person.profile().with(query.displayName(), query.about(), query.status());
    boolean hidden = query.hideLastSeen() == null ? person.hideLastSeen() : query.hideLastSeen();
    boolean receipts = query.receipts() == null ? person.receipts() : query.receipts();
    return sql.update(
        CHANGE_PROFILE,
        Tuple.of(
            profile.displayName(),
            PersonColumns.searchKey(person.name(), profile),
            profile.about(),
            profile.status(),
            hidden ? 1 : 0,
            receipts ? 1 : 0,
            Columns.of(person.id().value())));
  }

  @Override
  public Future<Done> changePassword(ChangePassword query) {
    return credentials.change(query);
  }

  @Override
  public Future<PersonFound> resetPassword(ResetPassword query) {
    return credentials.reset(query);
  }

  @Override
  public Future<Done> beginTwoFactor(BeginTwoFactor query) {
    return credentials.begin(query);
  }

  @Override
  public Future<Done> confirmTwoFactor(ConfirmTwoFactor query) {
    return credentials.confirm(query);
  }

  @Override
  public Future<Done> endTwoFactor(EndTwoFactor query) {
    return credentials.end(query);
  }

  @Override
  public Future<Done> useCode(UseCode query) {
    return credentials.use(query);
  }

  @Override
  public Future<Done> noteAct(NoteAct query) {
    String subject = query.subject() == null ? null : query.subject().value();
    return ledger
        .write(entry -> entry.audit(new AuditEntry(query.actor(), query.action(), subject)))
        .map(new Done());
  }

  @Override
  public Future<PersonFound> changePerson(ChangePerson query) {
    return standings.change(query);
  }

  @Override
  public Future<Done> removePerson(RemovePerson query) {
    return standings.remove(query);
  }

  @Override
  public Future<PersonFound> setAvatar(SetAvatar query) {
    return avatars.set(query);
  }

  @Override
  public Future<AvatarFound> selectAvatar(SelectAvatar query) {
    return avatars.select(query);
  }
}
