package dev.parley;

import dev.parley.account.Operator;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code parley user create|reset|disable|enable NAME}.
 *
 * @param displayName null for none
 * @param administrator whether the new account runs the server
 * @param twoFactor whether the second factor goes too
 */
record UserCommand(
    Kind kind, String name, String displayName, boolean administrator, boolean twoFactor) {

  static final String USER = "user";

  private static final String NAME = "NAME";
  private static final String DISPLAY_NAME = "--display-name";
  private static final String ADMINISTRATOR = "--administrator";
  private static final String TWO_FACTOR = "--two-factor";

  /** What is done. */
  enum Kind {
    CREATE("Makes an account. Reads its password, or prints a link to choose one."),
    RESET("Prints a link by which somebody chooses a new password."),
    DISABLE("Lets nobody sign in as somebody any more, and signs them out."),
    ENABLE("Lets somebody sign in again who was disabled.");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the command line takes for these.
   *
   * @param withOptions adds what each command takes
   */
  static CommandSpec spec(UnaryOperator<CommandSpec> withOptions) {
    CommandSpec user = withOptions.apply(CommandSpec.create().name(USER));
    user.usageMessage()
        .description("Makes and changes accounts, while the server runs too. Takes the same keys.");
    for (Kind kind : Kind.values()) {
      user.addSubcommand(kind.word(), withOptions.apply(spec(kind)));
    }
    return user;
  }

  private static CommandSpec spec(Kind kind) {
    CommandSpec spec = CommandSpec.create().name(kind.word());
    spec.usageMessage().description(kind.description);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(NAME)
            .type(String.class)
            .arity("1")
            .required(true)
            .description("the name to sign in with")
            .build());
    switch (kind) {
      case CREATE -> {
        spec.addOption(flag(ADMINISTRATOR, "an account that runs the server"));
        spec.addOption(
            OptionSpec.builder(DISPLAY_NAME)
                .type(String.class)
                .paramLabel("TEXT")
                .description("what others see")
                .build());
      }
      case RESET -> spec.addOption(flag(TWO_FACTOR, "take the second factor away too"));
      case DISABLE, ENABLE -> {}
    }
    return spec;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** Whether a password is read for it. */
  boolean readsPassword() {
    return kind == Kind.CREATE;
  }

  /**
   * Does it.
   *
   * @param password empty for none; used by the commands that read one
   * @return the lines to be printed
   */
  Future<List<String>> run(Operator operator, String password) {
    return switch (kind) {
      case CREATE -> operator.create(name, displayName, administrator, password);
      case RESET -> operator.reset(name, twoFactor);
      case DISABLE -> operator.disable(name);
      case ENABLE -> operator.enable(name);
    };
  }

  /** Runs what was parsed, or says what is missing. */
  static int run(ParseResult user, ToIntFunction<UserCommand> run) {
    if (user.hasSubcommand()) {
      return run.applyAsInt(of(user.subcommand()));
    }
    String all = Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    System.err.println("parley: It takes one of: " + all);
    return 1;
  }

  private static UserCommand of(ParseResult parsed) {
    return new UserCommand(
        Kind.valueOf(parsed.commandSpec().name().toUpperCase(Locale.ROOT)),
        parsed.matchedPositionalValue(0, null),
        parsed.matchedOptionValue(DISPLAY_NAME, null),
        parsed.matchedOptionValue(ADMINISTRATOR, false),
        parsed.matchedOptionValue(TWO_FACTOR, false));
  }
}
