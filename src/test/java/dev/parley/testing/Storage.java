package dev.parley.testing;

import static dev.parley.testing.Futures.await;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.StoreQuery;
import dev.parley.message.Alongside;
import dev.parley.message.Amendments;
import dev.parley.message.MessageStore;
import dev.parley.message.ReportLimits;
import dev.parley.moderation.ErasureSweep;
import dev.parley.persistence.AccessChanges;
import dev.parley.persistence.AuditLog;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.StorageLimits;
import dev.parley.persistence.Store;
import dev.parley.reading.DraftStore;
import dev.parley.reading.FollowStore;
import dev.parley.reading.FollowWriting;
import dev.parley.reading.ReceiptStore;
import dev.parley.room.MemberStore;
import dev.parley.room.RestrictionStore;
import dev.parley.room.RoomStore;
import dev.parley.room.RoomSweep;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The stores over a real database, asked over the bus as the rooms ask them. */
public final class Storage implements AutoCloseable {
  private static final StorageLimits LIMITS =
      new StorageLimits(Duration.ofMillis(1), 64, 10_000, 2, 10_000);

  /** The most members of a room here, and restrictions. */
  public static final int MAX_MEMBERS = 8;

  /** The most open reports of a person here. */
  public static final int MAX_REPORTS = 3;

  private static final ReportLimits REPORTS = new ReportLimits(MAX_REPORTS, 20, 500);

  /** The most drafts of a person here. */
  public static final int MAX_DRAFTS = 4;

  private static final String INSERT_PERSON =
      """
      INSERT INTO person (id, name, name_key, display_name, search_key, role, created_at)
      VALUES (?, ?, ?, ?, ?, 'member', 1)
      """;

  private static final String INSERT_MEMBER =
      """
      INSERT INTO member (room_id, person_id, role, joined_at) VALUES (?, ?, 'member', ?)
      """;

  private static final String MARK =
      """
      INSERT INTO read_mark (person_id, room_id, seq, num, at) VALUES (?, ?, ?, ?, 1)
      ON CONFLICT (person_id, room_id) DO UPDATE SET seq = excluded.seq
      """;

  /** The most threads that a person follows here. */
  public static final int MAX_FOLLOWS = 5;

  private final Vertx vertx;
  private final Bus bus;
  private final String deployment;
  private Database database;

  private Storage(Vertx vertx, Bus bus, Path folder, int maxRooms) {
    this.vertx = vertx;
    this.bus = bus;
    PersistenceVerticle verticle =
        new PersistenceVerticle(
            bus,
            TestDatabase.source(folder),
            LIMITS,
            opened -> {
              database = opened;
              return stores(opened, maxRooms);
            });
    deployment = await(vertx.deployVerticle(verticle));
  }

  private List<Store> stores(Database opened, int maxRooms) {
    Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    List<Alongside> alongside = List.of(new FollowWriting(MAX_FOLLOWS));
    AccessChanges changes = new AccessChanges(opened.dialect(), clock);
    Amendments amendments = new Amendments(bus, opened, changes, new AuditLog(clock), alongside);
    RoomSweep sweep = new RoomSweep(opened);
    ErasureSweep erasures = new ErasureSweep(vertx, opened, clock, alongside);
    return List.of(
        new RoomStore(opened, amendments, sweep, maxRooms),
        new MemberStore(opened, amendments, sweep, MAX_MEMBERS),
        new RestrictionStore(opened, amendments, erasures, MAX_MEMBERS),
        erasures,
        new DraftStore(opened, MAX_DRAFTS),
        new FollowStore(opened, MAX_FOLLOWS),
        new ReceiptStore(opened, true),
        new MessageStore(vertx, opened, LIMITS, amendments, REPORTS, alongside));
  }

  /** Opens the database in this folder; at most so many rooms, 0 for no limit. */
  public static Storage open(Vertx vertx, Bus bus, Path folder, int maxRooms) {
    return new Storage(vertx, bus, folder, maxRooms);
  }

  @Override
  public void close() {
    await(vertx.undeploy(deployment));
  }

  public Database database() {
    return database;
  }

  public Future<RoomFound> add(RoomId room, String name) {
    return ask(new InsertRoom(Samples.namedRoom(room, name), Samples.GUEST), RoomFound.class);
  }

  /** Removes a room; says whether it was there. */
  public Future<Amended> remove(RoomId room) {
    return ask(new RemoveRoom(new Basis(room, 0, Samples.GUEST, Samples.NOON)), Amended.class);
  }

  /** Makes an account. */
  public void addPerson(PersonId id, String name) {
    Tuple row = Tuple.of(Columns.of(id.value()), name, new PersonName(name).key(), name, name);
    await(database.write(sql -> sql.update(INSERT_PERSON, row)));
  }

  /** Makes somebody a member. */
  public void addMember(RoomId room, PersonId person, Instant joinedAt) {
    Tuple row = Tuple.of(bytes(room), Columns.of(person.value()), Columns.of(joinedAt));
    await(database.write(sql -> sql.update(INSERT_MEMBER, row)));
  }

  /** Says how far somebody has read. */
  public void mark(RoomId room, PersonId person, long seq) {
    Tuple row = Tuple.of(Columns.of(person.value()), bytes(room), seq, seq);
    await(database.write(sql -> sql.update(MARK, row)));
  }

  /** Says whether others may know how far somebody has read. */
  public void setReceipts(PersonId person, boolean on) {
    Tuple row = Tuple.of(on ? 1 : 0, Columns.of(person.value()));
    await(database.write(sql -> sql.update("UPDATE person SET receipts = ? WHERE id = ?", row)));
  }

  /** Asks for something about rooms. */
  public <T extends Reply> Future<T> ask(StoreQuery query, Class<T> answer) {
    return bus.request(query.address(), query, answer);
  }

  public Future<MessageStored> append(RoomId room, PersonName author, String content, Nonce nonce) {
    MessageId id = new MessageId(UUID.randomUUID());
    AppendMessage append =
        new AppendMessage(room, id, author, null, new MessageContent(content), Samples.NOON, nonce);
    return bus.request(Addresses.messageStore(), append, MessageStored.class);
  }

  public Future<HistoryRead> read(RoomId room, HistoryPage page) {
    return bus.request(
        Addresses.messageStore(), new SelectMessages(room, page, false), HistoryRead.class);
  }

  /** The one number that a query gives. */
  public long count(String sql, RoomId room) {
    Tuple parameters = Tuple.of(bytes(room));
    Future<Long> count =
        database.read(
            queries ->
                queries
                    .row(sql, parameters, row -> row.getLong(0))
                    .map(found -> found.orElseThrow()));
    return await(count);
  }

  private static Object bytes(RoomId room) {
    return Columns.of(room.value());
  }
}
