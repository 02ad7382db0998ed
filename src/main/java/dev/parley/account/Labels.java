package dev.parley.account;

import dev.parley.bus.Session;

/** Texts from headers, made fit to be shown. */
final class Labels {

  private Labels() {}

  /** Without what can't be seen, and no longer than a session's label may be. */
  static String of(String text) {
    return text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.isDefined(c))
        .limit(Session.MAX_LABEL)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
