package dev.parley.account;

import dev.parley.bus.TokenHash;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in for the second factor when it is lost: ten codes of 80 bits, in groups that people
 * can copy, each good once.
 */
final class RecoveryCodes {

  static final int COUNT = 10;

  private static final int CHARACTERS = 16;
  private static final int GROUP = 4;

  /** Without those that look like others: 0 and O, 1, I and L. U would make words. */
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";

  private RecoveryCodes() {}

  /** New ones. */
  static List<String> random(SecureRandom random) {
    return Stream.generate(() -> code(random)).limit(COUNT).toList();
  }

  private static String code(SecureRandom random) {
    String letters =
        random
            .ints(CHARACTERS, 0, ALPHABET.length())
            .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
            .collect(Collectors.joining());
    return letters.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  /** What is kept of one, however it was typed. */
  static TokenHash hash(String typed) {
    return TokenHash.of(typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
  }
}
