package dev.parley.bus;

import java.util.List;

/** What is said and asked of whether people are there, on one node. */
public sealed interface PresenceCommand extends BusMessage {

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A connection says how somebody is there by it; {@code OFFLINE} when it has ended. Answered by
   * {@link Reply.Done}.
   */
  record SayPresence(PersonId person, ConnectionId connection, Availability now)
      implements PresenceCommand {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sayPresence(this);
    }
  }

  /**
   * Say how some people are there, at any node; answered by {@link Reply.PresenceListed}.
   *
   * @param people at most {@link #MAX_PEOPLE}
   */
  record ListPresence(List<PersonId> people) implements PresenceCommand {
    public ListPresence {
      people = List.copyOf(people);
      if (people.size() > MAX_PEOPLE) {
        throw new IllegalArgumentException("presence of " + people.size() + " people");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listPresence(this);
    }
  }

  /** The most people who are asked about at once. */
  int MAX_PEOPLE = 1000;

  /** One method per kind. */
  interface Visitor<R> {
    R sayPresence(SayPresence command);

    R listPresence(ListPresence command);
  }
}
