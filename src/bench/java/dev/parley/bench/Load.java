package dev.parley.bench;

import dev.parley.bench.audit.Post;
import dev.parley.bench.chat.Endpoint;
import dev.parley.bench.report.LoadReport;
import dev.parley.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code load}: people in rooms, some of whom write; measures and counts what everybody gets. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Puts people into rooms of a running server and measures how their messages come.")
final class Load implements Callable<Integer> {

  @Mixin Target target;

  @Option(
      names = "--endpoint",
      defaultValue = "full",
      description = {
        "full (/ws/chat), plain (/ws/chat/{room}), or bare (plain, and messages",
        "have no nonce); default ${DEFAULT-VALUE}"
      })
  Endpoint endpoint;

  @Option(names = "--rooms", defaultValue = "1", description = "rooms; default ${DEFAULT-VALUE}")
  int rooms;

  @Option(
      names = "--members",
      defaultValue = "20",
      description = "people in each room; default ${DEFAULT-VALUE}")
  int members;

  @Option(
      names = "--senders",
      defaultValue = "5",
      description = "people who write, of all rooms together; default ${DEFAULT-VALUE}")
  int senders;

  @ArgGroup(multiplicity = "1")
  Pace pace;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = Target.Times.class,
      description = "writes so long before it measures; default ${DEFAULT-VALUE}")
  Duration warmup;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Target.Times.class,
      description = "measures so long; default ${DEFAULT-VALUE}")
  Duration duration;

  @Spec CommandSpec spec;

  /** How fast they write: one of the two. */
  static final class Pace {
    @Option(
        names = "--rate",
        required = true,
        description = "messages per second, of all together, whatever the server does")
    double rate;

    @Option(
        names = "--window",
        required = true,
        description = "as fast as the server: so many messages of each sender are on their way")
    int window;
  }

  @Override
  public Integer call() throws IOException {
    check(rooms >= 1 && members >= 1, "There must be a room, and a member.");
    check(senders >= 1 && senders <= people(), "There are too many senders, or none.");
    check(pace.rate > 0 || pace.window > 0, "--rate and --window are positive.");
    check(target.size >= Post.MIN_SIZE && target.size <= 8000, "--size is 64 to 8000.");
    check(target.isThere(), "There is no process with this --pid.");
    try {
      LoadReport report = new LoadRun(this).run();
      System.out.print(Table.of(report));
      target.write(report);
      return report.problems().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      System.err.println("Nothing could be measured: " + e);
      return 1;
    }
  }

  int people() {
    return rooms * members;
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
