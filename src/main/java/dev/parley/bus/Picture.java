package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** A picture as PNG. Nobody changes the bytes. */
public final class Picture {

  private final byte[] png;

  /** Takes the array over: the caller must not touch it again. */
  @JsonCreator
  public Picture(byte[] png) {
    this.png = png;
  }

  /** The bytes themselves, not a copy; only to be read. */
  @JsonValue
  public byte[] png() {
    return png;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture && Arrays.equals(png, picture.png);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(png);
  }

  @Override
  public String toString() {
    return "Picture[" + png.length + " bytes]";
  }
}
