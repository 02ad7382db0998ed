package dev.parley.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code java -jar parley-bench.jar}: measures a running server, or the parts it is made of. */
@Command(
    name = "parley-bench",
    mixinStandardHelpOptions = true,
    subcommands = {Load.class, Soak.class},
    description = "Measures a Parley server, or the parts it is made of.",
    synopsisSubcommandLabel = "COMMAND")
public final class Bench {

  private Bench() {}

  /** Runs one command; exits with 0, 1 if what was measured is not as it should be, or 2. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** As {@link #main}, but gives the exit code. */
  public static int run(String... arguments) {
    CommandLine line =
        new CommandLine(new Bench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOverwrittenOptionsAllowed(true);
    line.getSubcommands().get("micro").setUnmatchedOptionsArePositionalParams(true);
    return line.execute(arguments);
  }

  @Command(
      name = "micro",
      description = "Runs the micro-benchmarks; takes JMH's own arguments, -h shows them.")
  int micro(@Parameters(arity = "0..*") String... arguments) throws Exception {
    org.openjdk.jmh.Main.main(arguments);
    return CommandLine.ExitCode.OK;
  }
}
