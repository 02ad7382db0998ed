package dev.parley.bench;

import dev.parley.bench.audit.Post;
import dev.parley.bench.report.Plot;
import dev.parley.bench.report.SoakReport;
import dev.parley.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code soak}: people write for a long time, and come and go; everybody has to come back whole.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Lets people write for a long time, drop out and come back over /ws/chat,",
      "and checks that each of them gets everything once and in order."
    })
final class Soak implements Callable<Integer> {

  @Mixin Target target;

  @Option(
      names = "--connections",
      defaultValue = "2000",
      description = "people, each in one room; default ${DEFAULT-VALUE}")
  int connections;

  @Option(names = "--rooms", defaultValue = "20", description = "rooms; default ${DEFAULT-VALUE}")
  int rooms;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "messages per second, of all together; default ${DEFAULT-VALUE}")
  double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Target.Times.class,
      description = "how long; default ${DEFAULT-VALUE}")
  Duration duration;

  @Option(
      names = "--churn",
      paramLabel = "N/s",
      defaultValue = "5/s",
      converter = PerSecond.class,
      description = "people who drop out, per second; default ${DEFAULT-VALUE}")
  double churn;

  @Option(
      names = "--away",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = Target.Times.class,
      description = "they come back after this at the latest; default ${DEFAULT-VALUE}")
  Duration away;

  @Option(
      names = "--sample",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Target.Times.class,
      description = "looks at the server's memory so often; default ${DEFAULT-VALUE}")
  Duration sample;

  @Option(names = "--plot", paramLabel = "FILE", description = "draws the samples into this PNG")
  Path plot;

  @Spec CommandSpec spec;

  /** A number, or a number per second. */
  static final class PerSecond implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?(/s)?")) {
        throw new TypeConversionException(text + " is no rate; rates are 5/s or 0.5/s");
      }
      return Double.valueOf(text.replace("/s", ""));
    }
  }

  @Override
  public Integer call() throws IOException {
    check(rooms >= 1 && connections >= rooms, "There must be a room, and somebody in each.");
    check(rate > 0, "--rate is positive.");
    check(sample.toMillis() > 0, "--sample is positive.");
    check(target.size >= Post.MIN_SIZE && target.size <= 8000, "--size is 64 to 8000.");
    check(target.isThere(), "There is no process with this --pid.");
    try {
      SoakReport report = new SoakRun(this).run();
      System.out.print(Table.of(report));
      target.write(report);
      if (plot != null) {
        Plot.write(report.samples(), plot);
      }
      return report.problems().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      System.err.println("The soak could not be done: " + e);
      return 1;
    }
  }

  String commandLine() {
    return String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }

  private void check(boolean good, String complaint) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}
