package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.limit.Permit;
import dev.parley.limit.Places;
import dev.parley.limit.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Makes pictures of uploads, one after the other, off the event loops: of each person one at a
 * time, and not too many in a minute, so that nobody keeps the others' from being made. Safe for
 * any thread.
 */
public final class Avatars {

  private static final int WAITING = 8;

  /** How long somebody shall wait whose picture is being made. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Workshop workshop;
  private final RateLimit<PersonId> rate;

  /** Whose pictures are being made; no more than the workshop takes. */
  private final Places<PersonId> busy = new Places<>(1);

  /** Makes the thread. */
  public Avatars(Vertx vertx, RateLimit<PersonId> rate) {
    this.workshop = new Workshop(vertx, "parley-pictures", 1, WAITING);
    this.rate = rate;
  }

  /** Fails with {@code invalid_image}, {@code rate_limited} or {@code overloaded}. */
  Future<AvatarImage> make(PersonId person, byte[] upload) {
    if (!busy.take(person)) {
      return Future.failedFuture(new Failure(FailureCode.RATE_LIMITED, SOON));
    }
    return makeOnly(person, upload).onComplete(made -> busy.release(person));
  }

  private Future<AvatarImage> makeOnly(PersonId person, byte[] upload) {
    Permit permit = rate.take(person);
    return permit.allowed()
        ? workshop.work(() -> AvatarImage.of(upload, System::nanoTime))
        : Future.failedFuture(new Failure(FailureCode.RATE_LIMITED, permit.retryAfter()));
  }

  /** Ends the thread. */
  public Future<Void> close() {
    return workshop.close();
  }
}
