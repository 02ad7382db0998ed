package dev.parley.room;

import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever came first is served first, and who gets nothing is told so at once. */
class TurnsTest {
  private final Turns turns = new Turns();
  private final Promise<String> slow = Promise.promise();
  private final List<String> served = new ArrayList<>();

  @Test
  void whoCameFirstIsServedFirst() {
    turns.take(ROOM, slow.future()).onSuccess(served::add);
    turns.take(ROOM, Future.succeededFuture("second")).onSuccess(served::add);
    assertThat(served).isEmpty();
    assertThat(turns.isFree(ROOM)).isFalse();
    slow.complete("first");
    assertThat(served).containsExactly("first", "second");
    assertThat(turns.isFree(ROOM)).isTrue();
  }

  @Test
  void aFailureWaitsForNobody() {
    turns.take(ROOM, slow.future()).onSuccess(served::add);
    Future<String> failed = turns.take(ROOM, Future.failedFuture("Too many."));
    turns.take(ROOM, Future.succeededFuture("third")).onSuccess(served::add);
    assertThat(failed.failed()).isTrue();
    assertThat(served).isEmpty();
    slow.complete("first");
    assertThat(served).containsExactly("first", "third");
  }

  @Test
  void aFailureBeforeHoldsNobodyUp() {
    Future<String> failed = turns.take(ROOM, slow.future());
    turns.take(ROOM, Future.succeededFuture("second")).onSuccess(served::add);
    slow.fail("Gone.");
    assertThat(failed.failed()).isTrue();
    assertThat(served).containsExactly("second");
    assertThat(turns.isFree(ROOM)).isTrue();
  }
}
