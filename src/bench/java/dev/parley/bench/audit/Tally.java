package dev.parley.bench.audit;

/**
 * What was to come and what came, of one member or of many.
 *
 * @param expected deliveries there should be
 * @param received different messages that came
 * @param lost messages that didn't
 * @param doubled deliveries of what had come before
 * @param misordered deliveries in another order than the room's, or than their sender's
 * @param gaps positions in the log that were jumped over
 */
public record Tally(
    long expected, long received, long lost, long doubled, long misordered, long gaps) {

  /** Of nobody. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        expected + other.expected,
        received + other.received,
        lost + other.lost,
        doubled + other.doubled,
        misordered + other.misordered,
        gaps + other.gaps);
  }

  /** Whether everything came once and in order. */
  public boolean isClean() {
    return lost == 0 && doubled == 0 && misordered == 0 && gaps == 0;
  }
}
