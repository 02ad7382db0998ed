package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Reply;
import dev.parley.bus.RoomCommand;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.rights.Action;
import io.vertx.core.Future;

/**
 * Asks rooms for somebody of the public bus. What that one may do at all is asked here, for each
 * thing that a request can do; what it may do in the room, there.
 */
record RoomAsking(Bus bus) {

  <T extends Reply> Future<T> ask(Caller caller, RoomCommand command, Class<T> answer) {
    return ask(caller, command.action(), command, answer);
  }

  /** The same where the command has several meanings. */
  <T extends Reply> Future<T> ask(
      Caller caller, Action right, RoomCommand command, Class<T> answer) {
    Entrance.require(caller, right);
    return bus.request(Addresses.roomCommands(command.room()), command, answer);
  }
}
