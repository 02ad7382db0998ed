package dev.parley.cluster;

import dev.parley.Main;

/** A server of a Parley to come, which speaks another protocol on the bus. */
final class OtherProtocol {

  private OtherProtocol() {}

  public static void main(String[] arguments) {
    Protocol.speak(Protocol.CURRENT + 1);
    Main.main(arguments);
  }
}
