package dev.parley;

import dev.parley.account.Operator;
import dev.parley.bus.Failure;
import dev.parley.cluster.ClusterException;
import dev.parley.config.ConfigException;
import dev.parley.http.ListenException;
import dev.parley.persistence.StorageException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * {@code java -jar parley.jar}: reads the arguments, starts a server, and says in a line what is
 * wrong if it can't.
 */
public final class Main {

  private static final int START_SECONDS = 60;

  /** Together below the ten seconds after which supervisors lose their patience and kill. */
  private static final int STOP_SECONDS = 8;

  private static final int CLOSE_SECONDS = 1;
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /**
   * Runs until it is told to stop, and exits with 0 if it then stopped in order and within ten
   * seconds; exits with 1 if it didn't, or can't start.
   */
  public static void main(String[] arguments) {
    int exitCode = Arguments.parse(arguments, Main::run, Main::runUser);
    if (exitCode != CommandLine.ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  private static int run(Arguments arguments) {
    Node node = new Node(null);
    Promise<App> starting = Promise.promise();
    AtomicInteger exitCode = new AtomicInteger(CommandLine.ExitCode.OK);
    // before it starts: whoever stops it may be that quick
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> stop(starting.future(), exitCode.get(), node), "parley-stop"));
    node.start(loader -> loader.load(arguments.file(), System.getenv(), arguments.settings()))
        .onComplete(starting);
    // whoever reads that it listens may stop it at once, and then it has started
    starting.future().onSuccess(Main::announce).onSuccess(Main::invite);
    try {
      await(starting.future(), START_SECONDS);
    } catch (Throwable error) {
      System.err.println(reason(error));
      exitCode.set(1);
    }
    return exitCode.get();
  }

  private static int runUser(UserCommand command, Arguments arguments) {
    UserTask task = new UserTask();
    try {
      Operator operator =
          await(
              task.open(
                  loader -> loader.load(arguments.file(), System.getenv(), arguments.settings())),
              START_SECONDS);
      // whoever types it takes all the time they need
      String password = command.readsPassword() ? PasswordPrompt.read() : "";
      await(command.run(operator, password), START_SECONDS).forEach(System.out::println);
      return CommandLine.ExitCode.OK;
    } catch (Failure failure) {
      System.err.println("parley: " + failure.getMessage());
      return 1;
    } catch (StorageException unusable) {
      System.err.println("parley: " + unusable.getMessage());
      return 1;
    } catch (Throwable error) {
      System.err.println(reason(error));
      return 1;
    } finally {
      closeQuietly(task.close(), CLOSE_SECONDS);
    }
  }

  private static void announce(App app) {
    if (app.listens()) {
      log.info("Parley is listening on {} and keeps its data in {}", app.address(), app.storage());
    } else {
      log.info("Parley is running for the other nodes and keeps its data in {}", app.storage());
    }
  }

  /** Printed, and not logged: whoever has it is the administrator. */
  private static void invite(App app) {
    app.setUpLink()
        .onSuccess(
            link ->
                link.ifPresent(
                    to ->
                        System.out.println(
                            "Nobody runs this server yet. Whoever opens this link within an hour does:\n  "
                                + to)))
        .onFailure(error -> log.warn("set_up_link_not_made reason={}", error.getMessage()));
  }

  /**
   * Ends what the signal began, and with 0: by itself, the virtual machine would exit with 143 and
   * look like a failure to whoever supervises it.
   */
  private static void stop(Future<App> starting, int exitCode, Node node) {
    if (starting.failed()) {
      closeQuietly(node.close(), STOP_SECONDS);
    } else if (starting.isComplete()) {
      exit(stopped(starting.result(), node));
    } else {
      log.info("Parley has stopped before it had started");
      // like a kill, which may come at any time: nobody was served yet, and a start does nothing
      // by halves
      exit(exitCode);
    }
  }

  private static int stopped(App app, Node node) {
    try {
      await(app.stop(), STOP_SECONDS);
      log.info("Parley has stopped");
      return CommandLine.ExitCode.OK;
    } catch (Throwable error) {
      log.error("stop_failed", error);
      return 1;
    } finally {
      closeQuietly(node.close(), CLOSE_SECONDS);
    }
  }

  /** What is left to close by now are threads, which end with the virtual machine anyway. */
  private static void closeQuietly(Future<Void> closing, int seconds) {
    try {
      await(closing, seconds);
    } catch (Throwable error) {
      log.debug("not_closed", error);
    }
  }

  private static void exit(int code) {
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static <T> T await(Future<T> future, int seconds) throws Throwable {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** What whoever started it can do something about is said in words; the rest with its stack. */
  private static String reason(Throwable error) {
    if (error instanceof ConfigException) {
      return "The configuration can't be used:\n  " + error.getMessage().replace("\n", "\n  ");
    }
    if (isExpected(error)) {
      return "Parley can't start: " + error.getMessage();
    }
    if (error instanceof TimeoutException) {
      return "Parley can't start: it took longer than " + START_SECONDS + " s.";
    }
    log.error("start_failed", error);
    return "Parley can't start: " + error;
  }

  private static boolean isExpected(Throwable error) {
    return error instanceof StorageException
        || error instanceof ClusterException
        || error instanceof ListenException;
  }
}
