package dev.parley.bus;

import java.util.Locale;

/** Whether somebody with an account is there to be talked to, in rising order. */
public enum Availability {
  /** Not connected. */
  OFFLINE,
  /** Connected, and turned to something else. */
  AWAY,
  /** Connected. */
  ONLINE;

  /** As it is on the wire. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
