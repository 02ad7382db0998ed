package dev.parley.bus;

import java.util.List;

/** What the room verticles want of the database's table of rooms. */
public sealed interface RoomQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.roomStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Keep a new room; answered by {@link Reply.RoomFound}.
   *
   * @param actor who makes it, and becomes its owner if it is an owned one
   */
  record InsertRoom(Room room, Actor actor) implements RoomQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertRoom(this);
    }
  }

  /**
   * Find the conversation of these people, or keep a new one; answered by {@link
   * Reply.DirectOpened}.
   *
   * @param room the new one, without people
   * @param people all of them, the actor too
   */
  record InsertDirect(Room room, Actor actor, List<PersonId> people) implements RoomQuery {
    public InsertDirect {
      people = List.copyOf(people);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertDirect(this);
    }
  }

  /**
   * Change what a room is; answered by {@link Reply.Amended}.
   *
   * @param notices the ids of as many places in the log as it may take: three
   */
  record UpdateRoom(Basis basis, List<MessageId> notices, RoomChange change) implements RoomQuery {
    public UpdateRoom {
      notices = List.copyOf(notices);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updateRoom(this);
    }
  }

  /** Read one room; answered by {@link Reply.RoomFound}. */
  record SelectRoom(RoomId room) implements RoomQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectRoom(this);
    }
  }

  /** Read a page of rooms, newest first; answered by {@link Reply.RoomsListed}. */
  record SelectRooms(DirectoryQuery page) implements RoomQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectRooms(this);
    }
  }

  /** Remove a room and, soon after, its messages; answered by {@link Reply.Amended}. */
  record RemoveRoom(Basis basis) implements RoomQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeRoom(this);
    }
  }

  /**
   * Read how far the logs of some rooms go; answered by {@link Reply.HeadsRead}, without those that
   * are gone.
   *
   * @param rooms from one to {@link #MAX_HEADS}
   */
  record SelectHeads(List<RoomId> rooms) implements RoomQuery {
    public SelectHeads {
      rooms = List.copyOf(rooms);
      if (rooms.isEmpty() || rooms.size() > MAX_HEADS) {
        throw new IllegalArgumentException("heads of " + rooms.size() + " rooms");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectHeads(this);
    }
  }

  /** The most rooms whose heads are read at once. */
  int MAX_HEADS = 500;

  /** One method per kind. */
  interface Visitor<R> {
    R insertRoom(InsertRoom query);

    R insertDirect(InsertDirect query);

    R updateRoom(UpdateRoom query);

    R selectRoom(SelectRoom query);

    R selectRooms(SelectRooms query);

    R removeRoom(RemoveRoom query);

    R selectHeads(SelectHeads query);
  }
}
