package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application's {@link SignIn}, with an answer in any case, on the context of whoever asks: what
 * it throws, or fails with unexpectedly, is logged, and after {@link #PATIENCE_MS} it is given up.
 */
public final class GuardedSignIn implements SignIn {

  /** How long a sign-in may take, in milliseconds. */
  public static final long PATIENCE_MS = 5000;

  private static final Logger log = LoggerFactory.getLogger(GuardedSignIn.class);

  private final Vertx vertx;
  private final SignIn own;

  /** Guards this one. */
  public GuardedSignIn(Vertx vertx, SignIn own) {
    this.vertx = vertx;
    this.own = own;
  }

  @Override
  public Future<Caller> signIn(Credentials credentials) {
    return guard(() -> own.signIn(credentials));
  }

  @Override
  public Future<Caller> again(Caller known) {
    return guard(() -> own.again(known));
  }

  @Override
  public Optional<String> cookie(Credentials credentials, Caller caller, boolean encrypted) {
    return own.cookie(credentials, caller, encrypted);
  }

  private Future<Caller> guard(Supplier<Future<Caller>> question) {
    Future<Caller> answer = ask(question);
    if (answer.isComplete()) {
      return answer.succeeded() ? known(answer) : Future.failedFuture(failure(answer.cause()));
    }
    Promise<Caller> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    long timer =
        vertx.setTimer(
            PATIENCE_MS,
            given ->
                promise.tryFail(new Failure(FailureCode.OVERLOADED, "Signing in takes too long.")));
    answer.onComplete(
        late ->
            context.runOnContext(
                turn -> {
                  vertx.cancelTimer(timer);
                  finish(promise, late);
                }));
    return promise.future();
  }

  private static void finish(Promise<Caller> promise, AsyncResult<Caller> answer) {
    if (answer.succeeded() && answer.result() != null) {
      promise.tryComplete(answer.result());
    } else {
      promise.tryFail(failure(answer.succeeded() ? nobody() : answer.cause()));
    }
  }

  private static Future<Caller> ask(Supplier<Future<Caller>> question) {
    try {
      return Objects.requireNonNull(question.get(), "sign-in has no future");
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<Caller> known(Future<Caller> answer) {
    return answer.result() == null
        ? Future.failedFuture(failure(nobody()))
        : Future.succeededFuture(answer.result());
  }

  private static Throwable nobody() {
    return new NullPointerException("sign-in has no caller");
  }

  private static Failure failure(Throwable error) {
    if (error instanceof Failure failure) {
      return failure;
    }
    log.error("sign_in_failed", error);
    return new Failure(FailureCode.INTERNAL);
  }
}
