package dev.parley.bench.report;

import java.util.Map;
import java.util.Optional;

/**
 * Which settings of the server stand behind its refusals, for people who want to measure past them.
 */
final class Limits {

  private static final Map<String, String> KEYS =
      Map.of(
          "rate_limited", "limits.messages-per-second (0 lifts it), or limits.requests-per-second",
          "HTTP 429", "limits.requests-per-second (0 lifts it)",
          "overloaded", "limits.pending-writes",
          "too_many_connections", "limits.connections and limits.connections-per-address",
          "too_many_subscriptions", "limits.subscriptions",
          "too_many_rooms", "limits.rooms",
          "4008", "limits.messages-per-second",
          "4001", "limits.outbox-bytes, or nothing: this program, or the network, was too slow");

  private Limits() {}

  /** The settings for what is named in this text. */
  static Optional<String> behind(String text) {
    return KEYS.entrySet().stream()
        .filter(each -> text.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
