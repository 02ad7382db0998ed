package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.InsertReport;
import dev.parley.bus.MessageQuery.RemoveMessage;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.MessageQuery.SelectMessage;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.HeadsRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.Room;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.InsertDirect;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.RoomQuery.UpdateRoom;
import dev.parley.bus.Seq;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What answers in place of the database: rooms and logs in memory. A test can have an answer wait,
 * or fail.
 */
final class FakeStores
    implements RoomQuery.Visitor<Future<? extends Reply>>,
        MessageQuery.Visitor<Future<? extends Reply>> {
  /** Every query that came, in order. */
  final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();

  /** What the answer to {@code SelectRoom} waits for; the head in it is that of the question. */
  volatile Future<Void> beforeRoomIsFound = Future.succeededFuture();

  /** What the next query for messages fails with, if anything. */
  volatile Failure nextFailure;

  /**
   * What the answer to {@code SelectHeads} waits for; the heads in it are those of the question.
   */
  volatile Future<Void> beforeHeadsAreRead = Future.succeededFuture();

  /** What the next {@code SelectHeads} fails with, if anything. */
  volatile Failure nextHeadsFailure;

  /** What the answer to a question about rights waits for; what is in it is of the question. */
  volatile Future<Void> beforeAccessIsFound = Future.succeededFuture();

  private final Bus bus;
  private final Map<RoomId, AccessFound> accesses = new LinkedHashMap<>();
  private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
  private final Map<RoomId, List<Message>> logs = new LinkedHashMap<>();

  FakeStores(Bus bus) {
    this.bus = bus;
    bus.<RoomQuery>answer(
        Addresses.roomStore(),
        query -> {
          asked.add(query);
          return query.accept(this);
        });
    bus.<MemberQuery>answer(
        Addresses.memberStore(),
        query -> {
          asked.add(query);
          return access(query);
        });
    bus.<MessageQuery>answer(
        Addresses.messageStore(),
        query -> {
          asked.add(query);
          Failure failure = nextFailure;
          nextFailure = null;
          return failure == null ? query.accept(this) : Future.failedFuture(failure);
        });
  }

  synchronized void add(Room room) {
    rooms.put(room.id(), room);
    logs.put(room.id(), new ArrayList<>());
  }

  /** From now on these are the rights in a room. */
  synchronized void set(AccessFound access) {
    accesses.put(access.room(), access);
  }

  private synchronized Future<AccessFound> access(MemberQuery query) {
    RoomId room =
        query instanceof SelectAccess one ? one.room() : ((SelectWholeAccess) query).room();
    if (!rooms.containsKey(room)) {
      return notFound();
    }
    AccessFound everybodys =
        new AccessFound(room, 0, RoomKind.PUBLIC, false, false, false, 0, List.of(), List.of());
    AccessFound found = accesses.getOrDefault(room, everybodys);
    return beforeAccessIsFound.map(found);
  }

  /** Removes a room as another node would whose event got lost. */
  synchronized void forget(RoomId room) {
    rooms.remove(room);
    logs.remove(room);
  }

  /** Puts a message into the log as another node would. */
  synchronized void append(Message message) {
    logs.get(message.room()).add(message);
  }

  @Override
  public synchronized Future<MessageStored> appendMessage(AppendMessage append) {
    List<Message> log = logs.get(append.room());
    if (log == null) {
      return notFound();
    }
    for (Message earlier : log) {
      if (append.nonce() != null && append.nonce().equals(earlier.nonce())) {
        return Future.succeededFuture(new MessageStored(earlier, true));
      }
    }
    Message message =
        new Message(
            append.id(),
            append.room(),
            new Seq(log.size() + 1L),
            append.author(),
            append.content(),
            append.createdAt(),
            append.nonce());
    log.add(message);
    bus.publishEverywhere(new MessagesPosted(List.of(message)));
    return Future.succeededFuture(new MessageStored(message, false));
  }

  @Override
  public synchronized Future<HistoryRead> selectMessages(SelectMessages query) {
    List<Message> log = logs.get(query.room());
    if (log == null) {
      return notFound();
    }
    int first = (int) query.page().anchor().value();
    int last = Math.min(log.size(), first + query.page().limit());
    Seq newer = last < log.size() ? new Seq(last) : null;
    return Future.succeededFuture(new HistoryRead(log.subList(first, last), null, newer));
  }

  @Override
  public synchronized Future<ChangesRead> selectChanges(SelectChanges query) {
    List<Message> log = logs.get(query.room());
    if (log == null) {
      return notFound();
    }
    return Future.succeededFuture(
        new ChangesRead(log.subList((int) query.after().value(), (int) query.upTo().value())));
  }

  @Override
  public synchronized Future<RoomFound> selectRoom(SelectRoom query) {
    Room room = rooms.get(query.room());
    if (room == null) {
      return notFound();
    }
    RoomFound found = new RoomFound(room, new Seq(logs.get(query.room()).size()));
    return beforeRoomIsFound.map(found);
  }

  @Override
  public synchronized Future<RoomFound> insertRoom(InsertRoom query) {
    add(query.room());
    return Future.succeededFuture(new RoomFound(query.room(), Seq.START));
  }

  @Override
  public synchronized Future<HeadsRead> selectHeads(SelectHeads query) {
    List<Head> heads =
        query.rooms().stream()
            .filter(rooms::containsKey)
            .map(room -> new Head(room, new Seq(logs.get(room).size())))
            .toList();
    Failure failure = nextHeadsFailure;
    nextHeadsFailure = null;
    return failure == null
        ? beforeHeadsAreRead.map(new HeadsRead(heads))
        : Future.failedFuture(failure);
  }

  @Override
  public synchronized Future<RoomsListed> selectRooms(SelectRooms query) {
    return Future.succeededFuture(new RoomsListed(List.copyOf(rooms.values()), false));
  }

  @Override
  public synchronized Future<Amended> removeRoom(RemoveRoom query) {
    RoomId room = query.basis().room();
    logs.remove(room);
    if (rooms.remove(room) == null) {
      return Future.succeededFuture(new Amended(false));
    }
    bus.publishEverywhere(new RoomDeleted(room));
    return Future.succeededFuture(new Amended(true));
  }

  @Override
  public Future<? extends Reply> insertDirect(InsertDirect query) {
    return notHere();
  }

  @Override
  public Future<? extends Reply> updateRoom(UpdateRoom query) {
    return notHere();
  }

  @Override
  public Future<? extends Reply> selectMessage(SelectMessage query) {
    return notHere();
  }

  @Override
  public Future<? extends Reply> removeMessage(RemoveMessage query) {
    return notHere();
  }

  @Override
  public Future<? extends Reply> insertReport(InsertReport query) {
    return notHere();
  }

  private static Future<Reply> notHere() {
    return Future.failedFuture(new UnsupportedOperationException("not in memory"));
  }

  private static <T> Future<T> notFound() {
    return Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND));
  }
}
