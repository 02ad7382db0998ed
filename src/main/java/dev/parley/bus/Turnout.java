package dev.parley.bus;

import java.util.List;

/**
 * Who came to a room and went since it was last told. Somebody who came and went again is among
 * those who left.
 *
 * @param online everybody who is here now; null where the count has to do, in a crowd
 */
public record Turnout(
    List<PersonName> joined, List<PersonName> left, int count, List<PersonName> online) {

  public Turnout {
    joined = List.copyOf(joined);
    left = List.copyOf(left);
    online = online == null ? null : List.copyOf(online);
  }

  /** Nothing but who is here. */
  public static Turnout whole(List<PersonName> online) {
    return new Turnout(List.of(), List.of(), online.size(), online);
  }
}
