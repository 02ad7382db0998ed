package dev.parley.bus;

import java.util.List;

/**
 * How often one emoji stands at a message.
 *
 * @param people who came first with it, at most {@link #MAX_PEOPLE}, in their order
 */
public record Tally(String emoji, long count, List<PersonName> people) {

  /** The most people that are named. */
  public static final int MAX_PEOPLE = 20;

  public Tally {
    people = List.copyOf(people);
  }
}
