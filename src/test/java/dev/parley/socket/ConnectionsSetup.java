package dev.parley.socket;

import dev.parley.bus.Bus;
import dev.parley.bus.Stores;
import dev.parley.http.Identity;
import dev.parley.http.Names;
import dev.parley.http.Residents;
import dev.parley.http.SignIn;
import dev.parley.limit.RateLimit;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** What connections share, for tests of one of them. */
final class ConnectionsSetup {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final Names NAMES = new Names(Future::succeededFuture);

  private ConnectionsSetup() {}

  /** Limits that no test meets by accident, but for that on events that are kept. */
  static SocketLimits limits(int heldEvents) {
    return new SocketLimits(
        65_536,
        1 << 20,
        64,
        128 << 10,
        Duration.ZERO,
        heldEvents,
        500,
        500,
        10,
        50,
        0,
        Duration.ofSeconds(20),
        Duration.ofSeconds(10));
  }

  static Connections of(Vertx vertx, Bus bus, int heldEvents) {
    return new Connections(
        vertx,
        vertx.getOrCreateContext(),
        bus,
        Samples.ids(),
        limits(heldEvents),
        new FrameWriter(Duration.ofSeconds(3)),
        new Paces(new Pace<>(lifted(), lifted()), new Pace<>(lifted(), lifted())),
        CLOCK,
        new ConnectionCount(0, 0),
        new Residents(vertx, bus, new Identity(SignIn.BY_NAME, NAMES), CLOCK),
        Stores.here(bus));
  }

  private static <K> RateLimit<K> lifted() {
    return new RateLimit<>(0, 1, 1, System::nanoTime);
  }
}
