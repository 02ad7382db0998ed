package dev.parley.room;

import dev.parley.bus.Ids;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Room;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.DeleteRoom;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomCommand.ListPeople;
import dev.parley.bus.RoomCommand.NotifyTyping;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomCommand.ReadChanges;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.Stores;
import io.vertx.core.Future;

/**
 * Carries out what people want of a room. What changes something is stored first; the store
 * publishes it after the commit, and only then answers.
 *
 * <p>Belongs to the room verticle's context.
 */
final class RoomCommands implements RoomCommand.Visitor<Future<? extends Reply>> {

  private final Stores stores;
  private final ActiveRooms rooms;
  private final Ids ids;

  RoomCommands(Stores stores, ActiveRooms rooms, Ids ids) {
    this.stores = stores;
    this.rooms = rooms;
    this.ids = ids;
  }

  @Override
  public Future<RoomFound> createRoom(CreateRoom command) {
    Room room = new Room(command.room(), command.name(), rooms.now(), ids.epoch());
    return stores.ask(new InsertRoom(room), RoomFound.class);
  }

  @Override
  public Future<RoomFound> findRoom(FindRoom command) {
    return stores.ask(new SelectRoom(command.room()), RoomFound.class);
  }

  @Override
  public Future<Done> deleteRoom(DeleteRoom command) {
    return stores.ask(new RemoveRoom(command.room()), Done.class);
  }

  @Override
  public Future<MessageStored> postMessage(PostMessage command) {
    AppendMessage append =
        new AppendMessage(
            command.room(),
            ids.message(),
            command.actor().name(),
            command.actor().id(),
            command.content(),
            rooms.now(),
            command.nonce());
    return stores.ask(append, MessageStored.class);
  }

  @Override
  public Future<HistoryRead> readHistory(ReadHistory command) {
    return stores.ask(
        new SelectMessages(command.room(), command.page(), command.notices()), HistoryRead.class);
  }

  @Override
  public Future<ChangesRead> readChanges(ReadChanges command) {
    return stores.ask(
        new SelectChanges(command.room(), command.after(), command.upTo()), ChangesRead.class);
  }

  @Override
  public Future<Joined> joinRoom(JoinRoom command) {
    return rooms
        .enter(command.room())
        .map(state -> state.join(command.actor().name(), command.connection(), rooms.now()))
        .onSuccess(joined -> rooms.presence().tellSoon(command.room()));
  }

  @Override
  public Future<Done> leaveRoom(LeaveRoom command) {
    rooms
        .find(command.room())
        .ifPresent(
            room ->
                room.onSuccess(
                    state -> {
                      state.leave(command.person(), command.connection(), rooms.now());
                      rooms.presence().tellSoon(command.room());
                      rooms.dropIfEmpty(command.room());
                    }));
    return Future.succeededFuture(new Done());
  }

  @Override
  public Future<Done> notifyTyping(NotifyTyping command) {
    rooms
        .find(command.room())
        .ifPresent(
            room -> room.onSuccess(state -> state.type(command.actor().name(), rooms.now())));
    return Future.succeededFuture(new Done());
  }

  @Override
  public Future<OnlineListed> listOnline(ListOnline command) {
    return rooms
        .find(command.room())
        .map(room -> room.map(state -> new OnlineListed(state.online())))
        .orElseGet(() -> nobodyIn(command));
  }

  private Future<OnlineListed> nobodyIn(ListOnline command) {
    return stores
        .ask(new SelectRoom(command.room()), RoomFound.class)
        .compose(found -> rooms.presence().everywhereElse(command.room()))
        .map(OnlineListed::new);
  }

  @Override
  public Future<PeopleListed> listPeople(ListPeople command) {
    return Future.succeededFuture(rooms.presence().people(command.room()));
  }
}
