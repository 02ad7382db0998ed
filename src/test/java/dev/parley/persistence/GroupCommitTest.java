package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GroupCommitTest {
  private static final int MAX_BATCH = 3;
  private static final int MAX_PENDING = 5;

  private final List<List<Integer>> commits = new ArrayList<>();
  private final List<Promise<List<Future<String>>>> running = new ArrayList<>();
  private Vertx vertx;
  private GroupCommit<Integer, String> group;

  @BeforeEach
  void make(Vertx given) {
    vertx = given;
    group = new GroupCommit<>(vertx, limits(Duration.ZERO), this::begin);
  }

  @Test
  void anIdleWriterCommitsAtOnce() {
    Future<String> one = group.add(1);
    assertThat(commits).containsExactly(List.of(1));
    assertThat(one.isComplete()).isFalse();
    finish(0);
    assertThat(await(one)).isEqualTo("did 1");
    group.add(2);
    assertThat(commits).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whatArrivesDuringACommitGoesTogetherIntoTheNextInItsOrder() {
    group.add(1);
    List<Future<String>> waiting = List.of(group.add(2), group.add(3), group.add(4));
    assertThat(commits).hasSize(1);
    finish(0);
    assertThat(commits).containsExactly(List.of(1), List.of(2, 3, 4));
    assertThat(waiting).noneMatch(Future::isComplete);
    finish(1);
    assertThat(waiting).extracting(Future::result).containsExactly("did 2", "did 3", "did 4");
  }

  @Test
  void aCommitTakesNoMoreThanItMay() {
    for (int i = 1; i <= 6; i++) {
      group.add(i);
    }
    finish(0);
    finish(1);
    finish(2);
    assertThat(commits).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
  }

  @Test
  void whatIsBeyondTheLimitIsRefusedAndTheRestIsNotDisturbed() {
    group.add(0); // is being committed, and waits no more
    for (int i = 1; i <= MAX_PENDING; i++) {
      assertThat(group.add(i).isComplete()).isFalse();
    }
    assertThat(failureCode(group.add(99))).isEqualTo(FailureCode.OVERLOADED);
    finish(0);
    assertThat(group.add(100).isComplete()).as("there is room again").isFalse();
    finish(1);
    finish(2);
    assertThat(commits).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5, 100));
  }

  @Test
  void aFailedCommitFailsAllThatWasInItAndTheNextGoesOn() {
    group.add(0);
    List<Future<String>> doomed = List.of(group.add(1), group.add(2));
    finish(0);
    Future<String> later = group.add(3);
    running.get(1).fail(new IllegalStateException("disk"));
    assertThat(doomed).allSatisfy(future -> assertThat(error(future)).hasMessage("disk"));
    finish(2);
    assertThat(await(later)).isEqualTo("did 3");
  }

  @Test
  void aCommitThatThrowsFailsLikeAnyOther() {
    AtomicInteger calls = new AtomicInteger();
    GroupCommit<Integer, String> throwing =
        new GroupCommit<>(
            vertx,
            limits(Duration.ZERO),
            batch -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("thrown");
              }
              return begin(batch);
            });
    assertThat(error(throwing.add(1))).hasMessage("thrown");
    Future<String> next = throwing.add(2);
    finish(0);
    assertThat(await(next)).isEqualTo("did 2");
  }

  @Test
  void oneRequestMayFailAloneInItsCommit() {
    group.add(0);
    Future<String> bad = group.add(-1);
    Future<String> good = group.add(1);
    finish(0);
    finish(1);
    assertThat(error(bad)).hasMessage("negative");
    assertThat(await(good)).isEqualTo("did 1");
  }

  @Test
  void whoAddsFromAnAnswerIsServedToo() {
    Future<String> second = group.add(1).compose(first -> group.add(2));
    finish(0);
    finish(1);
    assertThat(await(second)).isEqualTo("did 2");
  }

  /** As many requests as come, one after the other: each would be a commit of its own. */
  @Test
  void commitsStartNoMoreOftenThanTheIntervalAllows() {
    Duration interval = Duration.ofMillis(20);
    AtomicInteger started = new AtomicInteger();
    Promise<Void> ended = Promise.promise();
    long begin = System.nanoTime();
    vertx.runOnContext(
        on -> {
          GroupCommit<Integer, String> slow =
              new GroupCommit<>(
                  vertx,
                  limits(interval),
                  batch -> {
                    started.incrementAndGet();
                    return Future.succeededFuture(outcomes(batch));
                  });
          addOneByOne(slow, 10, ended);
        });
    await(ended.future());
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertThat(started.get()).isEqualTo(10);
    // nine waits lie between ten commits; timers count whole milliseconds
    assertThat(passed).isGreaterThanOrEqualTo(9 * (interval.toMillis() - 1));
  }

  @Test
  void theFirstAfterAPauseDoesNotWaitForTheInterval() {
    GroupCommit<Integer, String> slow =
        new GroupCommit<>(vertx, limits(Duration.ofHours(1)), this::begin);
    slow.add(1);
    slow.add(2);
    slow.add(3);
    finish(0);
    assertThat(commits).as("an hour has not passed").containsExactly(List.of(1));
  }

  @Test
  void closingCommitsWhatWaitsAndRefusesWhatComes() {
    List<Future<String>> taken = List.of(group.add(0), group.add(1), group.add(2));
    Future<Void> closed = group.close();
    assertThat(failureCode(group.add(3))).isEqualTo(FailureCode.STOPPING);
    finish(0);
    assertThat(closed.isComplete()).isFalse();
    finish(1);
    await(closed);
    assertThat(taken).extracting(Future::result).containsExactly("did 0", "did 1", "did 2");
    assertThat(commits).containsExactly(List.of(0), List.of(1, 2));
  }

  @Test
  void closingDoesNotWaitForTheInterval() {
    GroupCommit<Integer, String> slow =
        new GroupCommit<>(vertx, limits(Duration.ofHours(1)), this::begin);
    slow.add(0);
    Future<String> waiting = slow.add(1);
    Future<Void> closed = slow.close();
    finish(0);
    finish(1);
    await(closed);
    assertThat(await(waiting)).isEqualTo("did 1");
  }

  @Test
  void closingAnIdleOneEndsAtOnceAndTwiceIsAsGoodAsOnce() {
    await(group.close());
    await(group.close());
    assertThat(failureCode(group.add(1))).isEqualTo(FailureCode.STOPPING);
  }

  @Test
  void whenACommitFailsWhileClosingTheOthersAreNotTried() {
    group.add(0);
    List<Future<String>> doomed =
        List.of(group.add(1), group.add(2), group.add(3), group.add(4), group.add(5));
    Future<Void> closed = group.close();
    running.get(0).fail(new IllegalStateException("disk"));
    await(closed);
    assertThat(doomed).allSatisfy(future -> assertThat(error(future)).hasMessage("disk"));
    assertThat(commits).hasSize(1);
  }

  private void addOneByOne(GroupCommit<Integer, String> to, int left, Promise<Void> ended) {
    if (left == 0) {
      ended.complete();
    } else {
      to.add(left).onSuccess(done -> addOneByOne(to, left - 1, ended));
    }
  }

  private static StorageLimits limits(Duration interval) {
    return new StorageLimits(interval, MAX_BATCH, MAX_PENDING, 1, 1);
  }

  private Future<List<Future<String>>> begin(List<Integer> batch) {
    commits.add(batch);
    Promise<List<Future<String>>> promise = Promise.promise();
    running.add(promise);
    return promise.future();
  }

  private void finish(int commit) {
    running.get(commit).complete(outcomes(commits.get(commit)));
  }

  private static List<Future<String>> outcomes(List<Integer> batch) {
    return batch.stream()
        .<Future<String>>map(
            request ->
                request < 0
                    ? Future.failedFuture("negative")
                    : Future.succeededFuture("did " + request))
        .toList();
  }
}
