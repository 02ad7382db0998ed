package dev.parley.bus;

import java.time.Instant;
import java.util.List;

/**
 * Keep that people were there; answered by {@link Reply.Done}.
 *
 * @param people from one to {@link #MAX_PEOPLE}
 * @param at when
 */
public record MarkSeen(List<PersonId> people, Instant at) implements StoreQuery {

  /** The most people of one query. */
  public static final int MAX_PEOPLE = 500;

  public MarkSeen {
    people = List.copyOf(people);
    if (people.isEmpty() || people.size() > MAX_PEOPLE) {
      throw new IllegalArgumentException("marks of " + people.size() + " people");
    }
  }

  @Override
  public String address() {
    return Addresses.seenStore();
  }
}
