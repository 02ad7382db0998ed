package dev.parley;

import dev.parley.config.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line: {@code --conf FILE}, and every key of the configuration as an option.
 *
 * @param file the file to read over the defaults, if one was given
 * @param settings the given values by key; what isn't a key is here too, to be reported with
 *     whatever else is wrong
 */
record Arguments(Optional<Path> file, Map<String, String> settings) {

  private static final String FILE = "--conf";

  /** Runs with the arguments, or prints the help; gives the exit code. */
  static int parse(String[] arguments, ToIntFunction<Arguments> run) {
    return new CommandLine(spec())
        .setUnmatchedArgumentsAllowed(true)
        .setParameterExceptionHandler(
            (error, all) -> {
              System.err.println("parley: " + error.getMessage());
              return 1;
            })
        .setExecutionStrategy(
            parsed -> {
              Integer help = CommandLine.executeHelpRequest(parsed);
              return help != null ? help : run.applyAsInt(of(parsed));
            })
        .execute(arguments);
  }

  private static Arguments of(ParseResult parsed) {
    Map<String, String> settings = new TreeMap<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!option.longestName().equals(FILE)) {
        settings.put(option.longestName().substring(2), option.getValue());
      }
    }
    for (String unmatched : parsed.unmatched()) {
      settings.put(unmatched.replaceFirst("^--", "").replaceFirst("=.*", ""), "");
    }
    return new Arguments(Optional.ofNullable(parsed.matchedOptionValue(FILE, null)), settings);
  }

  private static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create().name("parley").mixinStandardHelpOptions(true).version(version());
    spec.usageMessage()
        .description("A self-hosted chat server. conf/parley.yaml says what each key means.");
    spec.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("a YAML file with the keys to change")
            .build());
    for (String key : ConfigLoader.keys()) {
      spec.addOption(OptionSpec.builder("--" + key).type(String.class).paramLabel("VALUE").build());
    }
    return spec;
  }

  private static String version() {
    String version = Arguments.class.getPackage().getImplementationVersion();
    return "Parley " + (version == null ? "(not packaged)" : version);
  }
}
