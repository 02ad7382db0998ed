package dev.parley.room;

import dev.parley.bus.Ids;
import dev.parley.bus.Stores;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What changes of rooms are decided and made with.
 *
 * @param redeciding one for all: whatever changes a room waits for what changes it already
 * @param now the time
 */
record Deciding(
    Stores stores,
    RoomAccesses accesses,
    Gatekeeper gatekeeper,
    Redeciding redeciding,
    Ids ids,
    Supplier<Instant> now) {}
