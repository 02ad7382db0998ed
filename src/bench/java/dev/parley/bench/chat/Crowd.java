package dev.parley.bench.chat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Brings many people in without overrunning the server's queue of new connections: at most {@link
 * #AT_ONCE} are on their way at the same time. Lives on the loop's thread.
 */
public final class Crowd {

  /** How many may be on their way at the same time. */
  public static final int AT_ONCE = 64;

  private final Queue<Chatter> waiting;
  private int onTheirWay;

  /** All of these, in this order. */
  public Crowd(List<Chatter> people) {
    waiting = new ArrayDeque<>(people);
  }

  /** Sends the first ones off. */
  public void start() {
    while (onTheirWay < AT_ONCE && !waiting.isEmpty()) {
      onTheirWay++;
      waiting.remove().connect();
    }
  }

  /** One has arrived, or won't. */
  public void arrived() {
    onTheirWay--;
    start();
  }
}
