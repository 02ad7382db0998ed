package dev.parley.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that every command on a running server has. */
final class Target {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8000",
      description = "the server; default ${DEFAULT-VALUE}")
  URI server;

  @Option(
      names = "--pid",
      description = "the server's process, if it runs on this machine: adds its CPU and memory")
  Long pid;

  @Option(
      names = "--size",
      defaultValue = "100",
      description = "characters of a message, 64 to 8000")
  int size;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Times.class,
      description = "how long the last messages may take; default ${DEFAULT-VALUE}")
  Duration drain;

  @Option(
      names = "--join-limit",
      paramLabel = "TIME",
      defaultValue = "120s",
      converter = Times.class,
      description = "how long joining may take; default ${DEFAULT-VALUE}")
  Duration joinLimit;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the result there, as JSON")
  Path json;

  /** Whether the process is there, if one was named. */
  boolean isThere() {
    return pid == null || ProcessHandle.of(pid).isPresent();
  }

  /** Writes a result, if that was asked for. */
  void write(Object report) throws IOException {
    if (json != null) {
      JsonMapper mapper =
          JsonMapper.builder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build();
      Files.write(json, mapper.writeValueAsBytes(report));
    }
  }

  /** Times such as 500ms, 10s, 5m and 1h, as in the server's settings. */
  static final class Times implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[0-9]{1,9}(ms|s|m|h)")) {
        throw new TypeConversionException(text + " is no time; times are 500ms, 10s, 5m or 1h");
      }
      long number = Long.parseLong(text.replaceAll("[a-z]", ""));
      return switch (text.replaceAll("[0-9]", "")) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }
}
