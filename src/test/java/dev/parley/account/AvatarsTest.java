package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.limit.RateLimit;
import dev.parley.testing.Futures;
import dev.parley.testing.Images;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvatarsTest {
  private static final PersonId ANN = new PersonId(new UUID(0, 1));
  private static final PersonId BOB = new PersonId(new UUID(0, 2));
  private static final byte[] FILE = Images.encoded(Images.halves(10, 10), "png");

  /** Takes longer to be made than it takes to ask for the next. */
  private static final byte[] LARGE = Images.encoded(Images.halves(2000, 2000), "png");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Futures.await(vertx.close());
  }

  @Test
  void ofOnePersonOnePictureIsMadeAtATime() {
    Avatars avatars = new Avatars(vertx, rate(0));
    Future<List<Future<AvatarImage>>> asked =
        Future.future(
            promise ->
                vertx.runOnContext(
                    // what is done is told after it: the second comes before the first is made
                    here ->
                        promise.complete(
                            List.of(
                                avatars.make(ANN, LARGE),
                                avatars.make(ANN, FILE),
                                avatars.make(BOB, FILE)))));
    List<Future<AvatarImage>> made = Futures.await(asked);
    Futures.await(made.get(0));
    assertRateLimited(made.get(1));
    Futures.await(made.get(2));
    Futures.await(avatars.make(ANN, FILE));
  }

  @Test
  void nobodyHasMoreMadeInAMinuteThanTheLimit() {
    Avatars avatars = new Avatars(vertx, rate(2));
    Futures.await(avatars.make(ANN, FILE));
    Futures.await(avatars.make(ANN, FILE));
    assertRateLimited(avatars.make(ANN, FILE));
    Futures.await(avatars.make(BOB, FILE));
  }

  private static RateLimit<PersonId> rate(int perMinute) {
    return new RateLimit<>(
        perMinute, Duration.ofMinutes(1), Math.max(1, perMinute), 10, System::nanoTime);
  }

  private static void assertRateLimited(Future<AvatarImage> picture) {
    assertThat(Futures.failureCode(picture)).isEqualTo(FailureCode.RATE_LIMITED);
  }
}
