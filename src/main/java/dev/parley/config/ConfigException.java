package dev.parley.config;

import java.util.List;

/** The configuration can't be used; each line says what is wrong with one key, without secrets. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a line for each key that can't be used. */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
