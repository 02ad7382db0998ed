package dev.parley.cluster;

/** The version of what nodes say to each other on the bus. */
final class Protocol {

  /**
   * Rises when nodes before and after could not understand each other on the bus. Such nodes refuse
   * each other.
   */
  static final int CURRENT = 1;

  private static volatile int spoken = CURRENT;

  private Protocol() {}

  /** That of this process. */
  static int spoken() {
    return spoken;
  }

  /** Speaks another one, for the tests of what then happens. */
  static void speak(int version) {
    spoken = version;
  }
}
