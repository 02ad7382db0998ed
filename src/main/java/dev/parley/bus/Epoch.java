package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Tells one log of a room from another: a database that was set back to an older copy of itself
 * gives the same seqs to other messages. It stands in the database and is set back with it, so a
 * start that finds another database than the last server left gives every room a new one. 16
 * hexadecimal digits, which only ever are compared.
 */
public record Epoch(@JsonValue String value) {

  private static final int DIGITS = 16;

  public Epoch {
    if (value == null || value.length() != DIGITS || !value.matches("[0-9a-f]*")) {
      throw new Failure(
          FailureCode.INVALID_FRAME, "An epoch has " + DIGITS + " hexadecimal digits.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
