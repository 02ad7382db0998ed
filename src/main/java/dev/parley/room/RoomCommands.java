package dev.parley.room;

import dev.parley.bus.ConversationQuery.SelectPins;
import dev.parley.bus.Extras;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.MemberCommand;
import dev.parley.bus.MessageCommand;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.ModerationCommand;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.DirectOpened;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.Reply.PinsRead;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.ChangeRoom;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.DeleteRoom;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomCommand.ListPeople;
import dev.parley.bus.RoomCommand.ListPins;
import dev.parley.bus.RoomCommand.NotifyTyping;
import dev.parley.bus.RoomCommand.OpenDirect;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomCommand.ReadChanges;
import dev.parley.bus.RoomCommand.ReadHistory;
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
  private final Gatekeeper gatekeeper;
  private final SlowMode slowMode;
  private final Ids ids;
  private final RoomLife life;
  private final Memberships memberships;
  private final OrderKeeping order;
  private final Conversing conversing;

  RoomCommands(
      Stores stores,
      ActiveRooms rooms,
      Gatekeeper gatekeeper,
      Redeciding redeciding,
      SlowMode slowMode,
      Ids ids) {
    this.stores = stores;
    this.rooms = rooms;
    this.gatekeeper = gatekeeper;
    this.slowMode = slowMode;
    this.ids = ids;
    RoomAccesses accesses = rooms.accesses();
    Deciding deciding = new Deciding(stores, accesses, gatekeeper, redeciding, ids, rooms::now);
    this.life = new RoomLife(deciding);
    this.memberships = new Memberships(deciding);
    this.order = new OrderKeeping(deciding);
    this.conversing = new Conversing(deciding);
  }

  @Override
  public Future<? extends Reply> memberCommand(MemberCommand command) {
    return command.accept(memberships);
  }

  @Override
  public Future<? extends Reply> moderationCommand(ModerationCommand command) {
    return command.accept(order);
  }

  @Override
  public Future<? extends Reply> messageCommand(MessageCommand command) {
    return command.accept(conversing);
  }

  @Override
  public Future<PinsRead> listPins(ListPins command) {
    return stores.ask(new SelectPins(command.room()), PinsRead.class);
  }

  @Override
  public Future<RoomFound> createRoom(CreateRoom command) {
    return life.create(command);
  }

  @Override
  public Future<DirectOpened> openDirect(OpenDirect command) {
    return life.openDirect(command);
  }

  @Override
  public Future<RoomFound> changeRoom(ChangeRoom command) {
    return life.change(command);
  }

  @Override
  public Future<RoomFound> findRoom(FindRoom command) {
    return stores.ask(new SelectRoom(command.room()), RoomFound.class);
  }

  @Override
  public Future<Done> deleteRoom(DeleteRoom command) {
    return life.delete(command);
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
            command.nonce(),
            command.attached(),
            Extras.NONE);
    return stores
        .ask(append, MessageStored.class)
        .onFailure(error -> slowMode.forget(command.room(), command.actor()));
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
        .enter(command.room(), state -> letIn(command, state))
        .onFailure(refused -> rooms.dropIfEmpty(command.room()));
  }

  /** The room may have taken its time, and its rights may be others by now. */
  private Future<Joined> letIn(JoinRoom command, RoomState state) {
    return gatekeeper
        .passAgain(command)
        .compose(
            passed ->
                state.isGone()
                    ? Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND))
                    : Future.succeededFuture(
                        rooms.join(command.room(), state, command.actor(), command.connection())));
  }

  @Override
  public Future<Done> leaveRoom(LeaveRoom command) {
    rooms
        .find(command.room())
        .ifPresent(
            room ->
                room.onSuccess(
                    state ->
                        rooms.leave(
                            command.room(), state, command.person(), command.connection())));
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
