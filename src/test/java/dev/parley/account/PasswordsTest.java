package dev.parley.account;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.bus.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PasswordsTest {
  private static final Password RIGHT = Password.claimed("correct horse battery");
  private static final int ROUNDS = 15;

  private Passwords passwords;

  @BeforeEach
  void makeThreads(Vertx vertx) {
    passwords = new Passwords(vertx, 1, 3, new SecureRandom());
  }

  @AfterEach
  void endThreads() {
    await(passwords.close());
  }

  @Test
  void aHashIsArgon2idAsOwaspRecommendsAndSaltedAnewEachTime() {
    Secret hash = await(passwords.hash(RIGHT));
    assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(await(passwords.hash(RIGHT))).isNotEqualTo(hash);
    assertThat(await(passwords.check(RIGHT, hash))).isTrue();
    assertThat(await(passwords.check(Password.claimed("Correct horse battery"), hash))).isFalse();
    assertThat(Passwords.NOBODYS.value().replaceFirst("\\$[^$]*\\$[^$]*$", ""))
        .as("costs the same")
        .isEqualTo(hash.value().replaceFirst("\\$[^$]*\\$[^$]*$", ""));
  }

  @Test
  void whereThereIsNoHashNothingIsRight() {
    assertThat(await(passwords.check(RIGHT, null))).isFalse();
    assertThat(await(passwords.check(Password.claimed(""), null))).isFalse();
  }

  @Test
  void whatIsTooLongToBeAPasswordIsWrong() {
    Secret hash = await(passwords.hash(RIGHT));
    assertThat(await(passwords.check(Password.claimed("x".repeat(60_000)), hash))).isFalse();
  }

  @Test
  void noMoreWaitThanTheLimitAndThoseWhoDoAreServed() {
    List<Future<Secret>> hashes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      hashes.add(passwords.hash(RIGHT));
    }
    assertThat(failureCode(passwords.hash(RIGHT))).isEqualTo(FailureCode.OVERLOADED);
    hashes.forEach(hash -> assertThat(await(hash).value()).isNotEmpty());
    assertThat(await(passwords.hash(RIGHT)).value()).isNotEmpty();
  }

  /** Medians of interleaved rounds, so that whatever else the machine does is the same for both. */
  @Test
  void aWrongPasswordAndANameThatNobodyHasTakeTheSameTime() {
    Secret hash = await(passwords.hash(RIGHT));
    Password wrong = Password.claimed("not the right one");
    long[] known = new long[ROUNDS];
    long[] unknown = new long[ROUNDS];
    for (int i = -2; i < ROUNDS; i++) {
      long one = time(wrong, hash);
      long other = time(wrong, null);
      if (i >= 0) {
        known[i] = one;
        unknown[i] = other;
      }
    }
    Arrays.sort(known);
    Arrays.sort(unknown);
    double ratio = (double) known[ROUNDS / 2] / unknown[ROUNDS / 2];
    assertThat(ratio).isBetween(0.67, 1.5);
  }

  private long time(Password password, Secret hash) {
    long start = System.nanoTime();
    await(passwords.check(password, hash));
    return System.nanoTime() - start;
  }
}
