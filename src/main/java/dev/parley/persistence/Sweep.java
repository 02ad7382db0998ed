package dev.parley.persistence;

import dev.parley.bus.Failure;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in the background that is done piece by piece until nothing is left, one run at a time. A
 * run that fails is logged; the next start goes on where it was.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class Sweep {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final String name;
  private final Supplier<Future<Void>> work;
  private boolean running;
  private boolean again;
  private boolean stopped;

  /**
   * Doesn't begin by itself.
   *
   * @param name in the log
   * @param work a run: ends when nothing is left, or soon after {@link #isStopped()}
   */
  public Sweep(String name, Supplier<Future<Void>> work) {
    this.name = name;
    this.work = work;
  }

  /** Begins, or goes on for longer if it is at it already. */
  public void start() {
    again = true;
    if (!running && !stopped) {
      running = true;
      run();
    }
  }

  /** Begins no more. */
  public void stop() {
    stopped = true;
  }

  /** Whether a run should end. */
  public boolean isStopped() {
    return stopped;
  }

  private void run() {
    again = false;
    work.get()
        .onFailure(this::failed)
        .onComplete(
            ended -> {
              running = again && !stopped;
              if (running) {
                run();
              }
            });
  }

  private void failed(Throwable error) {
    if (!Failure.isStopping(error)) {
      log.warn("sweep_failed sweep={} reason={}", name, error.getMessage());
    }
  }
}
