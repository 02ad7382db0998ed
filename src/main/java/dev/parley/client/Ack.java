package dev.parley.client;

import dev.parley.bus.MessageId;
import dev.parley.bus.Seq;
import java.time.Instant;

/**
 * A message is stored.
 *
 * @param duplicate whether it was already, under the same nonce
 */
public record Ack(MessageId id, Seq seq, Instant timestamp, boolean duplicate) {}
