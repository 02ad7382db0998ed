package dev.parley.bus;

import dev.parley.rights.Action;
import dev.parley.rights.RoomKind;
import java.util.List;

/**
 * What somebody wants of one room; carried out by the room's verticle, in the order of arrival.
 * Imperative, and answered by a {@link Reply} unless the command says otherwise.
 */
public sealed interface RoomCommand extends BusMessage
    permits MemberCommand,
        ModerationCommand,
        MessageCommand,
        RoomCommand.ListPins,
        RoomCommand.CreateRoom,
        RoomCommand.OpenDirect,
        RoomCommand.FindRoom,
        RoomCommand.ChangeRoom,
        RoomCommand.DeleteRoom,
        RoomCommand.PostMessage,
        RoomCommand.ReadHistory,
        RoomCommand.ReadChanges,
        RoomCommand.JoinRoom,
        RoomCommand.LeaveRoom,
        RoomCommand.NotifyTyping,
        RoomCommand.ListOnline,
        RoomCommand.ListPeople {

  /** The room that is meant. */
  RoomId room();

  /**
   * Who wants it, and is asked for the right to {@link #action()}; null for what the server does by
   * itself.
   */
  default Actor actor() {
    return null;
  }

  /** What the {@link #actor()} does by it; null for what the server does by itself. */
  default Action action() {
    return null;
  }

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Make a room; answered by {@link Reply.RoomFound}. That of somebody with an account is its own,
   * any other is everybody's.
   *
   * @param kind public or private
   * @param announcements whether only moderators write
   */
  record CreateRoom(
      RoomId room, Actor actor, RoomName name, RoomKind kind, boolean announcements, Topic topic)
      implements RoomCommand {

    /** A public room in which everybody writes. */
    public CreateRoom(RoomId room, Actor actor, RoomName name) {
      this(room, actor, name, RoomKind.PUBLIC, false, Topic.NONE);
    }

    @Override
    public Action action() {
      return kind == RoomKind.PUBLIC ? Action.ROOMS_CREATE : Action.ROOMS_CREATE_PRIVATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createRoom(this);
    }
  }

  /**
   * Find the conversation of these people, or begin it; answered by {@link Reply.DirectOpened}.
   *
   * @param room the id that it gets if there is none yet
   * @param people the others, with or without the actor; with it there are two to eight
   */
  record OpenDirect(RoomId room, Actor actor, List<PersonName> people) implements RoomCommand {

    /** The most people in a conversation. */
    public static final int MAX_PEOPLE = 8;

    public OpenDirect {
      people = List.copyOf(people);
    }

    @Override
    public Action action() {
      return Action.ROOMS_OPEN_DIRECT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.openDirect(this);
    }
  }

  /**
   * Change what a room is; answered by {@link Reply.RoomFound}. The right to {@link #action()} is
   * that to the least of what can be changed; what is changed is asked for besides.
   */
  record ChangeRoom(RoomId room, Actor actor, RoomChange change) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changeRoom(this);
    }
  }

  /** Look a room up; answered by {@link Reply.RoomFound}. */
  record FindRoom(RoomId room, Actor actor) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.findRoom(this);
    }
  }

  /** Delete a room with its messages and close its sockets; answered by {@link Reply.Done}. */
  record DeleteRoom(RoomId room, Actor actor) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_DELETE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.deleteRoom(this);
    }
  }

  /**
   * Store a message and show it to everybody in the room; answered by {@link Reply.MessageStored}
   * after the commit.
   *
   * @param nonce null if the actor gave none; with one, a repeated command stores nothing new
   * @param attached what it quotes, the thread it is in, its files
   */
  record PostMessage(
      RoomId room, Actor actor, MessageContent content, Nonce nonce, Attached attached)
      implements RoomCommand {

    /** Just words. */
    public PostMessage(RoomId room, Actor actor, MessageContent content, Nonce nonce) {
      this(room, actor, content, nonce, Attached.NONE);
    }

    @Override
    public Action action() {
      return Action.ROOM_POST;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.postMessage(this);
    }
  }

  /**
   * Read a page of the room's messages; answered by {@link Reply.HistoryRead}.
   *
   * @param notices whether notices are on it too
   */
  record ReadHistory(RoomId room, Actor actor, HistoryPage page, boolean notices)
      implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readHistory(this);
    }
  }

  /** Read what is pinned in the room; answered by {@link Reply.PinsRead}. */
  record ListPins(RoomId room, Actor actor) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listPins(this);
    }
  }

  /**
   * Read what changed in a part of the room's log; answered by {@link Reply.ChangesRead}.
   *
   * @param after the part begins behind this one
   * @param upTo its last one, at most {@link MessageQuery#MAX_CHANGES} further
   */
  record ReadChanges(RoomId room, Actor actor, Seq after, Seq upTo) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readChanges(this);
    }
  }

  /**
   * Let a connection of a person into the room; answered by {@link Reply.Joined}. Harmless if it is
   * in already.
   */
  record JoinRoom(RoomId room, Actor actor, ConnectionId connection) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.joinRoom(this);
    }
  }

  /** Take a connection out of the room; harmless if it isn't in. Answered by {@link Reply.Done}. */
  record LeaveRoom(RoomId room, PersonName person, ConnectionId connection) implements RoomCommand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leaveRoom(this);
    }
  }

  /**
   * Tell the others that this person is typing, unless they were told a moment ago. Answered by
   * {@link Reply.Done}.
   */
  record NotifyTyping(RoomId room, Actor actor) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_TYPE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notifyTyping(this);
    }
  }

  /** Say who is in the room; answered by {@link Reply.OnlineListed}. */
  record ListOnline(RoomId room, Actor actor) implements RoomCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listOnline(this);
    }
  }

  /**
   * Say who is in the room at this node, whoever is at others; answered by {@link
   * Reply.PeopleListed}.
   */
  record ListPeople(RoomId room) implements RoomCommand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listPeople(this);
    }
  }

  /** One method per kind, so that a new kind does not compile until everybody handles it. */
  interface Visitor<R> {
    R memberCommand(MemberCommand command);

    R moderationCommand(ModerationCommand command);

    R messageCommand(MessageCommand command);

    R listPins(ListPins command);

    R createRoom(CreateRoom command);

    R openDirect(OpenDirect command);

    R changeRoom(ChangeRoom command);

    R findRoom(FindRoom command);

    R deleteRoom(DeleteRoom command);

    R postMessage(PostMessage command);

    R readHistory(ReadHistory command);

    R readChanges(ReadChanges command);

    R joinRoom(JoinRoom command);

    R leaveRoom(LeaveRoom command);

    R notifyTyping(NotifyTyping command);

    R listOnline(ListOnline command);

    R listPeople(ListPeople command);
  }
}
