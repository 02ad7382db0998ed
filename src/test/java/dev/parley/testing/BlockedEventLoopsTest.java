package dev.parley.testing;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The guard must notice what it is there for. */
class BlockedEventLoopsTest {
  private final BlockedEventLoops guard = new BlockedEventLoops();

  @Test
  void aBlockedEventLoopFailsTheClass() {
    guard.beforeAll(null);
    Vertx vertx = Vertx.vertx(ParleyServer.options());
    try {
      Promise<Void> noticed = Promise.promise();
      vertx.runOnContext(
          on -> {
            awaitWarning();
            noticed.complete();
          });
      await(noticed.future());
    } finally {
      await(vertx.close());
    }
    assertThat(guard.warnings()).anyMatch(warning -> warning.contains("has been blocked for"));
    assertThatThrownBy(() -> guard.afterAll(null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("an event loop was blocked");
  }

  @Test
  void aFreeEventLoopDoesNot() {
    guard.beforeAll(null);
    Vertx vertx = Vertx.vertx(ParleyServer.options());
    try {
      // long enough for the checker to look once
      await(vertx.timer(300, TimeUnit.MILLISECONDS));
    } finally {
      await(vertx.close());
    }
    assertThatCode(() -> guard.afterAll(null)).doesNotThrowAnyException();
  }

  @Test
  void whatIsBlockedAfterTheClassIsNotItsFault() {
    BlockedEventLoops earlier = new BlockedEventLoops();
    earlier.beforeAll(null);
    earlier.afterAll(null);
    aBlockedEventLoopFailsTheClass();
    assertThat(earlier.warnings()).isEmpty();
  }

  /** Blocks until it is noticed; if it never is, for long enough to be sure. */
  private void awaitWarning() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (guard.warnings().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }
}
