package dev.parley.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Makes pictures of uploads, one after the other, off the event loops. Safe for any thread. */
public final class Avatars {

  private static final int WAITING = 8;

  private final Workshop workshop;

  /** Makes the thread. */
  public Avatars(Vertx vertx) {
    this.workshop = new Workshop(vertx, "parley-pictures", 1, WAITING);
  }

  /** Fails with {@code invalid_image} or {@code overloaded}. */
  Future<AvatarImage> make(byte[] upload) {
    return workshop.work(() -> AvatarImage.of(upload));
  }

  /** Ends the thread. */
  public Future<Void> close() {
    return workshop.close();
  }
}
