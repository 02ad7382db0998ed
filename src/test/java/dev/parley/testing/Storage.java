package dev.parley.testing;

import static dev.parley.testing.Futures.await;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.message.MessageStore;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.StorageLimits;
import dev.parley.room.RoomStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The stores over a real database, asked over the bus as the rooms ask them. */
public final class Storage implements AutoCloseable {
  private static final StorageLimits LIMITS =
      new StorageLimits(Duration.ofMillis(1), 64, 10_000, 2, 10_000);

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
              Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
              return List.of(
                  new RoomStore(opened, clock, maxRooms), new MessageStore(vertx, opened, LIMITS));
            });
    deployment = await(vertx.deployVerticle(verticle));
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
    return ask(new InsertRoom(Samples.namedRoom(room, name)), RoomFound.class);
  }

  public Future<Done> remove(RoomId room) {
    return ask(new RemoveRoom(room), Done.class);
  }

  /** Asks for something about rooms. */
  public <T extends Reply> Future<T> ask(RoomQuery query, Class<T> answer) {
    return bus.request(Addresses.roomStore(), query, answer);
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
