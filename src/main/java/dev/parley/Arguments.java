package dev.parley;

import dev.parley.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line: {@code --conf FILE}, every key of the configuration as an option, and the
 * commands about accounts.
 *
 * @param file the file to read over the defaults, if one was given
 * @param settings the given values by key; what isn't a key is here too, to be reported with
 *     whatever else is wrong
 */
record Arguments(Optional<Path> file, Map<String, String> settings) {

  private static final String FILE = "--conf";
  private static final List<String> KEYS = ConfigLoader.keys();

  /**
   * Runs with the arguments, or prints the help; gives the exit code.
   *
   * @param run the server
   * @param runUser a command about somebody's account
   */
  static int parse(
      String[] arguments,
      ToIntFunction<Arguments> run,
      ToIntBiFunction<UserCommand, Arguments> runUser) {
    return new CommandLine(
            spec().addSubcommand(UserCommand.USER, UserCommand.spec(Arguments::withOptions)))
        .setUnmatchedArgumentsAllowed(true)
        .setParameterExceptionHandler(
            (error, all) -> {
              System.err.println("parley: " + error.getMessage());
              return 1;
            })
        .setExecutionStrategy(
            parsed -> {
              Integer help = CommandLine.executeHelpRequest(parsed);
              if (help != null) {
                return help;
              }
              return parsed.hasSubcommand()
                  ? UserCommand.run(
                      parsed.subcommand(), command -> runUser.applyAsInt(command, of(parsed)))
                  : run.applyAsInt(of(parsed));
            })
        .execute(arguments);
  }

  /** Options may stand before a command and behind it. */
  private static Arguments of(ParseResult parsed) {
    Map<String, String> settings = new TreeMap<>();
    Path file = null;
    for (ParseResult part = parsed;
        part != null;
        part = part.hasSubcommand() ? part.subcommand() : null) {
      file = part.matchedOptionValue(FILE, file);
      settings.putAll(settings(part));
    }
    return new Arguments(Optional.ofNullable(file), settings);
  }

  private static Map<String, String> settings(ParseResult part) {
    Map<String, String> settings = new TreeMap<>();
    for (OptionSpec option : part.matchedOptions()) {
      if (KEYS.contains(option.longestName().substring(2))) {
        settings.put(option.longestName().substring(2), option.getValue());
      }
    }
    for (String unmatched : part.unmatched()) {
      settings.put(unmatched.replaceFirst("^--", "").replaceFirst("=.*", ""), "");
    }
    return settings;
  }

  private static CommandSpec spec() {
    CommandSpec spec = withOptions(CommandSpec.create().name("parley"));
    spec.version(version());
    spec.usageMessage()
        .description("A self-hosted chat server. conf/parley.yaml says what each key means.");
    return spec;
  }

  /** Adds what each command takes. */
  private static CommandSpec withOptions(CommandSpec spec) {
    spec.mixinStandardHelpOptions(true);
    spec.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("a YAML file with the keys to change")
            .build());
    for (String key : KEYS) {
      spec.addOption(OptionSpec.builder("--" + key).type(String.class).paramLabel("VALUE").build());
    }
    return spec;
  }

  private static String version() {
    String version = Arguments.class.getPackage().getImplementationVersion();
    return "Parley " + (version == null ? "(not packaged)" : version);
  }
}
