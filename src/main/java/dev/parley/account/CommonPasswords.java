package dev.parley.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Passwords that everybody tries first. Safe for any thread. */
final class CommonPasswords {

  private static final String FILE = "/account/common-passwords.txt";

  private static final Set<String> ALL = load();

  private CommonPasswords() {}

  private static Set<String> load() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this one, normalised and in small letters, is one of them. */
  static boolean contains(String folded) {
    return ALL.contains(folded);
  }
}
