package dev.parley.bench.chat;

import java.time.Duration;
import java.util.Random;

/**
 * Has people drop out, half of them with a word and half without, and brings them back after a
 * while. Lives on the loop's thread.
 */
public final class Churn {

  private static final double NANOS = 1e9;
  private static final long NEXT_TRY_NANOS = 1_000_000_000;

  private final Scene scene;
  private final double rate;
  private final long maxAway;
  private final Random random;
  private long drops;
  private long due;
  private boolean running;

  /**
   * Doesn't begin yet.
   *
   * @param rate drops per second
   * @param maxAway how long somebody stays away at most
   */
  public Churn(Scene scene, double rate, Duration maxAway, Random random) {
    this.scene = scene;
    this.rate = rate;
    this.maxAway = maxAway.toNanos();
    this.random = random;
  }

  /** Begins now. */
  public void start() {
    running = rate > 0;
    due = scene.loop().now();
    next();
  }

  /** Nobody drops out any more; who is away still comes back. */
  public void stop() {
    running = false;
  }

  /** How often somebody has dropped out. */
  public long drops() {
    return drops;
  }

  /** Has somebody try again whose connection the server has ended, or not given. */
  public void bringBack(Chatter chatter) {
    scene.loop().schedule(chatter::connect, NEXT_TRY_NANOS);
  }

  private void next() {
    if (running) {
      // as people do, independently of each other; a late turn of the loop doesn't lower the rate
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * NANOS);
      scene.loop().schedule(this::drop, Math.max(due - scene.loop().now(), 0));
    }
  }

  private void drop() {
    Chatter chatter = scene.people().get(random.nextInt(scene.people().size()));
    if (running && chatter.isReady()) {
      drops++;
      chatter.leave(random.nextBoolean());
      scene.loop().schedule(chatter::connect, (long) (random.nextDouble() * maxAway));
    }
    next();
  }
}
