package dev.parley.socket;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FlushCycleTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<String> flushed = new ArrayList<>();
  private Vertx vertx;
  private Context context;
  private FlushCycle cycle;

  @BeforeEach
  void start(Vertx given) {
    vertx = given;
    context = vertx.getOrCreateContext();
    cycle = new FlushCycle(vertx, context, clock::get);
  }

  @Test
  void whatIsWrittenInATickGoesOutAtItsEnd() {
    List<String> atTheEnd =
        await(
            ticks(
                () -> {
                  add("a", 0);
                  add("b", 0);
                  assertThat(flushed).isEmpty();
                }));
    assertThat(atTheEnd).containsExactly("a", "b");
  }

  @Test
  void afterADearFlushTheNextOneWaitsAWhile() {
    assertThat(await(ticks(() -> add("dear", 50)))).containsExactly("dear");
    assertThat(await(ticks(() -> add("next", 0)))).as("it rests").containsExactly("dear");
    await(vertx.timer(2 * FlushCycle.LONGEST_REST_MS, TimeUnit.MILLISECONDS));
    assertThat(await(ticks(() -> {}))).containsExactly("dear", "next");
  }

  @Test
  void afterAQuietTimeItDoesNotWait() {
    await(ticks(() -> add("dear", 50)));
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(FlushCycle.LONGEST_REST_MS));
    assertThat(await(ticks(() -> add("next", 0)))).containsExactly("dear", "next");
  }

  /** Runs something on the loop, and gives what was flushed a tick later. */
  private Future<List<String>> ticks(Runnable work) {
    Promise<List<String>> done = Promise.promise();
    context.runOnContext(
        now -> {
          work.run();
          context.runOnContext(later -> done.complete(List.copyOf(flushed)));
        });
    return done.future();
  }

  private void add(String name, long costMs) {
    cycle.add(
        () -> {
          flushed.add(name);
          clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(costMs));
        });
  }
}
