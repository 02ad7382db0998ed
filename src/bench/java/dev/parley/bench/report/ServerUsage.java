package dev.parley.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process on this machine and its children have used so far.
 *
 * @param cpuNanos user and system time, in steps of 10 ms
 * @param rssBytes memory in RAM; 0 where there is no {@code /proc}
 */
public record ServerUsage(long cpuNanos, long rssBytes) {

  private static final String RSS = "VmRSS:";

  /** Looks now; nothing is used by a process that is gone. Null if there is no pid to look at. */
  public static ServerUsage of(Long pid) {
    if (pid == null) {
      return null;
    }
    long cpu = 0;
    long rss = 0;
    for (ProcessHandle each : tree(pid)) {
      cpu += each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
      rss += rss(each.pid());
    }
    return new ServerUsage(cpu, rss);
  }

  static List<ProcessHandle> tree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .toList();
  }

  private static long rss(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(RSS))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0; // it has ended, or there is no /proc here
    }
  }
}
