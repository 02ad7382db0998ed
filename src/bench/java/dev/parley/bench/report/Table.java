package dev.parley.bench.report;

import dev.parley.bench.audit.Tally;
import java.util.List;
import java.util.Map;

/** The figures for people. */
public final class Table {

  private static final double BUSY = 0.9;
  private static final double MIB = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  /** All of a run. */
  public static String of(LoadReport report) {
    Table table = new Table();
    table.row("connections", "%,d in %.2f s", report.connections(), report.joinS());
    table.figures(report.figures());
    table.memory(report.memory());
    table.audit(report.audit());
    table.rowIf(report.skipped(), "skipped", "%,d that the server did not read in time");
    table.troubles(report.errors(), report.problems());
    return table.text.toString();
  }

  /** All of a soak. */
  public static String of(SoakReport report) {
    Table table = new Table();
    table.row("connections", "%,d in %.2f s", report.connections(), report.joinS());
    table.row("dropped out", "%,d times; %,d recovered", report.drops(), report.recovered());
    table.figures(report.figures());
    table.memory(report.memory());
    table.audit(report.audit());
    table.rowIf(report.skipped(), "skipped", "%,d that nobody could post");
    table.troubles(report.errors(), report.problems());
    return table.text.toString();
  }

  /** What was measured. */
  void figures(Figures it) {
    row("messages", "%,10.1f /s   %,d in %.2f s", it.messagesPerS(), it.messages(), it.seconds());
    row("deliveries", "%,10.0f /s   %,d", it.deliveriesPerS(), it.deliveries());
    Latencies.Summary ms = it.latencyMs();
    row(
        "latency ms",
        "p50 %.2f   p90 %.2f   p99 %.2f   p99.9 %.2f   max %.2f",
        ms.p50(),
        ms.p90(),
        ms.p99(),
        ms.p999(),
        ms.max());
    if (it.server() != null) {
      Figures.Server server = it.server();
      row(
          "server CPU",
          "%10.2f µs per delivery, %.2f cores",
          server.cpuUsPerDelivery(),
          server.cores());
    }
    row(
        "this program",
        "%10.2f cores%s",
        it.generatorCores(),
        it.generatorCores() > BUSY ? ": it was the limit, and not the server" : "");
  }

  /** The server's memory. */
  void memory(Memory it) {
    if (it != null) {
      row(
          "server memory",
          "%10.1f KiB per connection; %.0f MiB before, %.0f joined, %.0f at the end",
          it.perConnection() / 1024.0,
          it.before() / MIB,
          it.joined() / MIB,
          it.end() / MIB);
    }
  }

  /** What came. */
  void audit(Tally it) {
    row(
        "of %,d expected".formatted(it.expected()),
        "lost %,d   doubled %,d   misordered %,d   gaps %,d",
        it.lost(),
        it.doubled(),
        it.misordered(),
        it.gaps());
  }

  /** What the server would not do, what is wrong, and which limits are behind it. */
  void troubles(Map<String, Long> errors, List<String> problems) {
    errors.forEach((code, count) -> row("refused", "%,d × %s%s", count, code, advice(code)));
    problems.forEach(problem -> row("PROBLEM", "%s%s", problem, advice(problem)));
  }

  /** A line. */
  void row(String name, String format, Object... values) {
    text.append("%-22s ".formatted(name))
        .append(format.formatted(values).strip())
        .append(System.lineSeparator());
  }

  /** A line if there is anything to say. */
  void rowIf(long count, String name, String format) {
    if (count > 0) {
      row(name, format, count);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String advice(String trouble) {
    return Limits.behind(trouble).map(" (the server's setting: %s)"::formatted).orElse("");
  }
}
