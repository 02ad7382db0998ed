package dev.parley.http;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever an application's sign-in does, there is an answer. */
@ExtendWith(VertxExtension.class)
class GuardedSignInTest {

  private static final SignIn.Credentials CREDENTIALS =
      new SignIn.Credentials(MultiMap.caseInsensitiveMultiMap(), InetAddress.getLoopbackAddress());
  private static final Caller ANN = new Caller(new PersonName("Ann"));

  private Vertx vertx;

  @BeforeEach
  void take(Vertx given) {
    vertx = given;
  }

  private Future<Caller> signIn(SignIn own) {
    return new GuardedSignIn(vertx, own).signIn(CREDENTIALS);
  }

  @Test
  void whoIsKnownAtOnceIsKnownAtOnce() {
    assertThat(signIn(credentials -> Future.succeededFuture(ANN)).result()).isEqualTo(ANN);
  }

  @Test
  void whatItRefusesIsRefusedSo() {
    Failure refusal = new Failure(FailureCode.NOT_SIGNED_IN);
    assertThat(signIn(credentials -> Future.failedFuture(refusal)).cause()).isSameAs(refusal);
  }

  @Test
  void whatBreaksInItIsInternal() {
    assertThat(failureCode(signIn(credentials -> Future.failedFuture("broken"))))
        .isEqualTo(FailureCode.INTERNAL);
    assertThat(failureCode(signIn(credentials -> null))).isEqualTo(FailureCode.INTERNAL);
    assertThat(failureCode(signIn(credentials -> Future.succeededFuture())))
        .isEqualTo(FailureCode.INTERNAL);
    assertThat(
            failureCode(
                signIn(
                    credentials -> {
                      throw new IllegalStateException("broken");
                    })))
        .isEqualTo(FailureCode.INTERNAL);
  }

  @Test
  void whatComesFromAnotherThreadIsHeardOnTheAskersContext() throws Exception {
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    Context asker = vertx.getOrCreateContext();
    asker.runOnContext(
        turn -> {
          Promise<Caller> promise = Promise.promise();
          signIn(credentials -> promise.future())
              .onComplete(known -> heard.complete(Vertx.currentContext() == asker));
          new Thread(() -> promise.complete(ANN)).start();
        });
    assertThat(heard.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatNeverAnswersIsGivenUp() {
    assertThat(failureCode(signIn(credentials -> Promise.<Caller>promise().future())))
        .isEqualTo(FailureCode.OVERLOADED);
  }

  @Test
  void lateNothingIsInternal() {
    assertThat(
            failureCode(
                signIn(credentials -> vertx.timer(1, TimeUnit.MILLISECONDS).map(t -> null))))
        .isEqualTo(FailureCode.INTERNAL);
    assertThat(await(signIn(c -> vertx.timer(1, TimeUnit.MILLISECONDS).map(t -> ANN))))
        .isEqualTo(ANN);
  }
}
