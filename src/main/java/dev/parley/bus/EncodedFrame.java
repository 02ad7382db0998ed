package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The UTF-8 JSON of one frame, made once and written to many sockets. Nobody changes the bytes. */
public final class EncodedFrame {

  private final byte[] json;

  /** Takes the array over: the caller must not touch it again. */
  @JsonCreator
  public EncodedFrame(byte[] json) {
    this.json = json;
  }

  /** The bytes themselves, not a copy; only to be read. */
  @JsonValue
  public byte[] json() {
    return json;
  }

  /** Its length in bytes. */
  public int length() {
    return json.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedFrame frame && Arrays.equals(json, frame.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
