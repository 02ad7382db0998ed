package dev.parley.config;

import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the configuration together: the defaults in the jar, then a file, then the environment, then
 * the command line. Fails with a {@link ConfigException} that has everything that is wrong.
 */
public final class ConfigLoader {

  private static final String DEFAULTS = "parley.yaml";

  /** A line of the defaults that has a key; a section has no value. */
  private static final Pattern KEY =
      Pattern.compile("(?<indent> *)(?<name>[a-z-]+):\\s*(?<value>[^#\\s]*).*");

  private static final String PREFIX = "PARLEY_";

  /**
   * Variables with the prefix that are not settings: for the tests, and those that Kubernetes makes
   * for a service.
   */
  private static final Predicate<String> NOT_A_SETTING =
      Pattern.compile(
              "PARLEY_(CHROMIUM|SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP)(_.*)?)"
                  + "|PARLEY_PORT=(tcp|udp)://.*")
          .asMatchPredicate();

  private final Vertx vertx;

  /** Reads files on this instance's worker threads. */
  public ConfigLoader(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Reads everything.
   *
   * @param file the file to read over the defaults, if there is one
   * @param environment all variables; those without {@code PARLEY_} are left alone
   * @param arguments values by key, from the command line
   */
  public Future<ParleyConfig> load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> arguments) {
    return settings()
        .compose(
            settings ->
                readFile(file, settings)
                    .map(
                        values -> {
                          file.ifPresent(path -> settings.override(values, path.toString()));
                          overrideByEnvironment(settings, environment);
                          settings.override(arguments, "command line");
                          return ParleyConfig.from(settings);
                        }));
  }

  /** Reads the settings that another application gives, sections as objects, over the defaults. */
  public Future<ParleyConfig> load(JsonObject config) {
    return settings()
        .map(
            settings -> {
              Map<String, Object> values = new TreeMap<>();
              flatten("", config, values);
              settings.override(values, "configuration");
              return ParleyConfig.from(settings);
            });
  }

  /** The keys that there are, in the order of the alphabet. */
  public static List<String> keys() {
    Set<String> keys = new TreeSet<>();
    List<String> sections = new ArrayList<>();
    for (String line : defaults().toString(StandardCharsets.UTF_8).split("\n")) {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        int depth = key.group("indent").length() / 2;
        sections.subList(Math.min(depth, sections.size()), sections.size()).clear();
        sections.add(key.group("name"));
        if (!key.group("value").isEmpty()) {
          keys.add(String.join(".", sections));
        }
      }
    }
    return List.copyOf(keys);
  }

  Future<Settings> settings() {
    return parse(defaults()).map(Settings::new);
  }

  /** A file that can't be read is one problem among the others. */
  private Future<Map<String, Object>> readFile(Optional<Path> file, Settings settings) {
    if (file.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return vertx
        .executeBlocking(() -> Buffer.buffer(Files.readAllBytes(file.get())))
        .compose(this::parse)
        .otherwise(
            error -> {
              settings.problem(file.get() + ": can't be read as YAML: " + firstLine(error));
              return Map.of();
            });
  }

  private static String firstLine(Throwable error) {
    return String.valueOf(error).lines().findFirst().orElse("");
  }

  private Future<Map<String, Object>> parse(Buffer yaml) {
    return new YamlProcessor()
        .process(vertx, new JsonObject(), yaml)
        .map(
            json -> {
              Map<String, Object> values = new TreeMap<>();
              flatten("", json == null ? new JsonObject() : json, values);
              return values;
            });
  }

  private static void flatten(String prefix, JsonObject json, Map<String, Object> into) {
    json.forEach(
        entry -> {
          Object value = entry.getValue();
          if (value instanceof JsonObject section) {
            flatten(prefix + entry.getKey() + ".", section, into);
          } else if (value != null) { // a section or a key with nothing in it changes nothing
            into.put(
                prefix + entry.getKey(), value instanceof JsonArray list ? list.getList() : value);
          }
        });
  }

  private static void overrideByEnvironment(Settings settings, Map<String, String> environment) {
    Map<String, String> keys =
        settings.keys().stream().collect(Collectors.toMap(ConfigLoader::variable, key -> key));
    environment.forEach(
        (name, value) -> {
          if (keys.containsKey(name)) {
            settings.override(Map.of(keys.get(name), value), "environment");
          } else if (name.startsWith(PREFIX) && !isForeign(name, value)) {
            settings.problem(name + ": there is no key for this variable (environment)");
          }
        });
  }

  private static boolean isForeign(String name, String value) {
    return NOT_A_SETTING.test(name) || NOT_A_SETTING.test(name + "=" + value);
  }

  /**
   * The environment variable of a key: {@code http.idle-timeout} is {@code
   * PARLEY_HTTP_IDLE_TIMEOUT}.
   */
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Buffer defaults() {
    try (InputStream in = ConfigLoader.class.getResourceAsStream(DEFAULTS)) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
