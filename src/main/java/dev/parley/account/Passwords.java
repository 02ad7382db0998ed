package dev.parley.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.parley.bus.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id, with 19 MiB and two passes as OWASP recommends, on threads of its
 * own: so many at once, so many that wait, and more fail as {@code overloaded}. Safe for any
 * thread.
 */
public final class Passwords {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Made when the first password is chosen: it keeps the memory that it works with. */
  private static final class Function {
    static final Argon2Function HASHING =
        Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  /** Of 32 random bytes: where there is no hash, comparing with this one takes as long. */
  static final Secret NOBODYS =
      new Secret(
          "$argon2id$v=19$m=19456,t=2,p=1$mfyEZIIOi5kS9Msuhpj0eQ"
              + "$M2bC1HGntVGY5eNE3lcCIloFlRBtYw5fCuxEXvg5Wm8");

  private final Workshop workshop;
  private final SecureRandom random;

  /**
   * Makes the threads.
   *
   * @param atOnce how many are hashed at the same time
   * @param waiting how many wait besides
   */
  public Passwords(Vertx vertx, int atOnce, int waiting, SecureRandom random) {
    this.workshop = new Workshop(vertx, "parley-passwords", atOnce, waiting);
    this.random = random;
  }

  /** Hashes a new password. */
  public Future<Secret> hash(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return workshop.work(
        () -> new Secret(Function.HASHING.hash(bytes(password), salt).getResult()));
  }

  /**
   * Whether a password is the one of this hash.
   *
   * @param hash null if there is none, which takes as long and is never right
   */
  public Future<Boolean> check(Password claimed, Secret hash) {
    return admit(() -> checkAdmitted(claimed, hash));
  }

  /**
   * Looks something up that a password is to be compared with, if it will be compared: a flood of
   * them is refused before it comes to the database.
   */
  <T> Future<T> admit(Supplier<Future<T>> lookup) {
    return workshop.admit(lookup);
  }

  /** The same as {@link #check}, of what was looked up. */
  Future<Boolean> checkAdmitted(Password claimed, Secret hash) {
    Secret compared = hash == null ? NOBODYS : hash;
    return workshop.workAdmitted(
        () -> {
          boolean same =
              Argon2Function.getInstanceFromHash(compared.value())
                  .check(bytes(claimed), compared.value().getBytes(StandardCharsets.UTF_8));
          return same && hash != null;
        });
  }

  private static byte[] bytes(Password password) {
    return password.value().getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the threads. */
  public Future<Void> close() {
    return workshop.close();
  }
}
