package dev.parley.http;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.OwnNews;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;

/** Somebody who is here with a connection that stays open. Belongs to its event loop. */
public interface Resident {

  /** Which connection it is. */
  ConnectionId id();

  /** Who it is, with a name; the same person for as long as it is here. */
  Caller caller();

  /** What it takes a right to, to be here. */
  Action entrance();

  /** From now on it is this; whoever it is may have fewer rights, or more. */
  void know(Caller now);

  /** It may not stay, or nobody can find out whether it may. */
  void dismiss(Failure why);

  /** Something of its person's own has changed. */
  default void hear(OwnNews news) {}

  /** What it is in this room may have changed. */
  default void memberChanged(RoomId room) {}
}
