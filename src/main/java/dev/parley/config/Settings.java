package dev.parley.config;

import dev.parley.limit.AddressBlock;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Raw values by key, and what is wrong with them. A value that can't be read is noted and replaced
 * by a harmless one, so that reading goes on and everything is reported together.
 */
final class Settings {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|GiB)?");
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token|url)$", Pattern.CASE_INSENSITIVE);

  private final Map<String, Object> values = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  /** The keys of the defaults are all the keys there are. */
  Settings(Map<String, Object> defaults) {
    values.putAll(defaults);
  }

  /** Replaces values. A key that isn't there is a problem. */
  void override(Map<String, ?> overrides, String source) {
    overrides.forEach(
        (key, value) -> {
          if (values.containsKey(key)) {
            values.put(key, value);
          } else {
            problems.add(key + ": there is no such key (" + source + ")");
          }
        });
  }

  Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  /** The keys that nobody has asked for: only a mistake in Parley itself can leave any. */
  Set<String> unread() {
    Set<String> unread = new HashSet<>(values.keySet());
    unread.removeAll(read);
    return unread;
  }

  void problem(String problem) {
    problems.add(problem);
  }

  void require(String key, boolean holds, String rule) {
    if (!holds && problems.stream().noneMatch(problem -> problem.startsWith(key + ":"))) {
      invalid(key, rule);
    }
  }

  void throwIfProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().sorted().toList());
    }
  }

  String text(String key) {
    String text = raw(key);
    require(key, !text.isBlank(), "must not be empty");
    return text;
  }

  boolean flag(String key) {
    String text = raw(key);
    require(key, text.equals("true") || text.equals("false"), "must be true or false");
    return text.equals("true");
  }

  /** A text that may be empty. */
  String textOrNone(String key) {
    return raw(key);
  }

  /** The address of a PostgreSQL database as JDBC has it, or empty. */
  String postgresUrl(String key) {
    String url = raw(key);
    require(
        key,
        url.isEmpty() || url.matches("jdbc:postgresql:.*\\S"),
        "must be empty, for SQLite, or like jdbc:postgresql://host:5432/parley");
    return url;
  }

  Path path(String key) {
    try {
      return Path.of(text(key));
    } catch (InvalidPathException e) {
      invalid(key, "must be a path");
      return Path.of(".");
    }
  }

  int number(String key, int min, int max) {
    try {
      long number = Long.parseLong(raw(key));
      if (number >= min && number <= max) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    invalid(key, "must be a whole number from " + min + " to " + max);
    return min;
  }

  /**
   * A number of something, or the word auto.
   *
   * @param auto what stands for that word
   */
  int countOrAuto(String key, int max, int auto) {
    String text = raw(key);
    if (text.equals("auto")) {
      return auto;
    }
    boolean holds = text.matches("\\d{1,9}") && Integer.parseInt(text) <= max;
    require(key, holds, "must be auto, or a whole number from 0 to " + max);
    return holds ? Integer.parseInt(text) : auto;
  }

  /** One of the words of an enumeration, in small letters. */
  <E extends Enum<E>> E oneOf(String key, Class<E> words, E otherwise) {
    String text = raw(key);
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
        return word;
      }
    }
    String all =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    invalid(key, "must be one of " + all);
    return otherwise;
  }

  int bytes(String key, int min, int max) {
    Matcher size = SIZE.matcher(raw(key));
    if (size.matches()) {
      long bytes = Long.parseLong(size.group(1)) * unitOfSize(size.group(2));
      if (bytes >= min && bytes <= max) {
        return (int) bytes;
      }
    }
    invalid(
        key, "must be a size from " + min + " to " + max + " bytes, written 512, 64KiB or 1MiB");
    return min;
  }

  Duration duration(String key, Duration min, Duration max) {
    Matcher matcher = DURATION.matcher(raw(key));
    if (matcher.matches()) {
      Duration duration =
          Duration.ofMillis(Long.parseLong(matcher.group(1)) * unitOfTime(matcher.group(2)));
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    }
    invalid(
        key,
        "must be a time from " + show(min) + " to " + show(max) + ", written 500ms, 2s, 5m or 1h");
    return min;
  }

  /**
   * A list of origins (RFC 6454): scheme, host and, if it isn't the usual one, port; nothing else.
   */
  List<String> origins(String key) {
    List<String> origins = list(key);
    require(
        key,
        origins.stream().allMatch(Settings::isOrigin),
        "must be a list of origins like https://chat.example.org");
    return origins;
  }

  /** A list of addresses and blocks of them. */
  List<AddressBlock> addresses(String key) {
    try {
      return list(key).stream().map(AddressBlock::parse).toList();
    } catch (IllegalArgumentException e) {
      invalid(key, "must be a list of addresses or blocks like 127.0.0.1, 10.0.0.0/8 or fd00::/8");
      return List.of();
    }
  }

  private List<String> list(String key) {
    read.add(key);
    Object value = values.get(key);
    if (value instanceof Collection<?> items) {
      return items.stream().map(String::valueOf).toList();
    }
    String text = raw(key);
    return text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*"));
  }

  /**
   * Written as browsers send them, or it would never match: in small letters, without the usual
   * port.
   */
  private static boolean isOrigin(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme());
      return (http || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getPort() != (http ? 80 : 443)
          && text.equals(uri.getScheme() + "://" + uri.getRawAuthority().toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private String raw(String key) {
    read.add(key);
    Object value = values.get(key);
    return value == null ? "" : value.toString().strip();
  }

  private void invalid(String key, String rule) {
    boolean secret = SECRET.matcher(key).matches();
    problems.add(key + ": " + rule + ", but is " + (secret ? "****" : "\"" + raw(key) + "\""));
  }

  private static long unitOfSize(String unit) {
    if (unit == null) {
      return 1;
    }
    return switch (unit) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      default -> 1L << 30;
    };
  }

  private static long unitOfTime(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      default -> 3_600_000;
    };
  }

  private static String show(Duration duration) {
    return duration.isZero() ? "0ms" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
