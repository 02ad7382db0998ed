package dev.parley.testing;

import static org.assertj.core.api.Assertions.fail;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits in a test for what comes later. */
public final class Futures {
  /** How long anything may take, in seconds: long, for it only matters when a test fails. */
  private static final int PATIENCE_SECONDS = 30;

  private Futures() {}

  /** The value, once it is there; throws what the Future fails with. */
  public static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("nothing came", e);
    }
  }

  /** What the Future fails with, once it does; that it succeeds fails the test. */
  public static Throwable error(Future<?> future) {
    return await(
        future.transform(
            result ->
                result.succeeded()
                    ? Future.failedFuture(new AssertionError("succeeded: " + result.result()))
                    : Future.succeededFuture(result.cause())));
  }

  /** The code of the {@link Failure} that the Future ends with. */
  public static FailureCode failureCode(Future<?> future) {
    Throwable error = error(future);
    if (error instanceof Failure failure) {
      return failure.code();
    }
    return fail("failed otherwise than by a Failure", error);
  }
}
