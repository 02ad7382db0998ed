package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley user …}, in processes of their own, beside a server on the same data. */
class UserCommandTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final String PASSWORD = "a good long password";
  private static final Pattern SET_UP = Pattern.compile("(http://[^ ]*/setup#)(parley_l_\\S+)");

  /** What a process wrote, and its exit code. */
  private record Ended(int code, String output) {}

  @TempDir Path folder;

  @Test
  void accountsAreMadeResetAndDisabledWhileTheServerRuns() throws Exception {
    try (ServerProcess server = ServerProcess.on(folder)) {
      Rest rest = new Rest(server.port());
      Matcher link = awaitSetUpLink(server);
      assertThat(link.group(1)).isEqualTo("http://127.0.0.1:" + server.port() + "/setup#");
      assertThat(run(PASSWORD + "\n", "create", "Ada", "--administrator"))
          .isEqualTo(new Ended(0, "Ada can sign in now.\n"));
      assertThat(rest.get("/api/chat/server").isJson(200).get("needs_setup").asBoolean()).isFalse();
      setUp(rest, link.group(2), "Eve", 410);
      Rest ada = signIn(rest, "Ada", PASSWORD, server.port());
      assertThat(ada.get("/api/chat/me").isJson(200).get("role").asText())
          .isEqualTo("administrator");
      assertThat(run("weak\n", "create", "Bob").code()).isEqualTo(1);
      assertThat(run(PASSWORD, "create", "ADA"))
          .isEqualTo(new Ended(1, "parley: Somebody has this name already.\n"));
      Ended made = run("", "create", "Bob", "--display-name", "Bob B.");
      assertThat(made.code()).isZero();
      reset(rest, made, "bob's first password");
      Rest bob = signIn(rest, "Bob", "bob's first password", server.port());
      assertThat(bob.get("/api/chat/me").isJson(200).get("display_name").asText())
          .isEqualTo("Bob B.");
      reset(rest, run("", "reset", "bob"), "bob's other password");
      bob.get("/api/chat/me").isProblem(401, "not_signed_in");
      bob = signIn(rest, "Bob", "bob's other password", server.port());
      assertThat(run("", "disable", "bob"))
          .isEqualTo(new Ended(0, "bob can't sign in any more.\n"));
      bob.get("/api/chat/me").isProblem(401, "not_signed_in");
      assertThat(run("", "enable", "bob")).isEqualTo(new Ended(0, "bob can sign in again.\n"));
      bob = signIn(rest, "Bob", "bob's other password", server.port());
      bob.get("/api/chat/me").hasStatus(200);
      assertThat(run("", "disable", "ada"))
          .isEqualTo(new Ended(1, "parley: Somebody has to be left to run this server.\n"));
      assertThat(run("", "reset", "nobody"))
          .isEqualTo(new Ended(1, "parley: There is no such person.\n"));
      assertThat(server.output()).doesNotContain(PASSWORD, "bob's");
    }
  }

  @Test
  void theLinkIsPrintedUntilThereIsAnAdministratorAndANewOneTakesThePlaceOfTheOld()
      throws Exception {
    String old;
    try (ServerProcess server = ServerProcess.on(folder)) {
      old = awaitSetUpLink(server).group(2);
    }
    try (ServerProcess server = ServerProcess.on(folder)) {
      Rest rest = new Rest(server.port());
      String fresh = awaitSetUpLink(server).group(2);
      setUp(rest, old, "Ada", 410);
      setUp(rest, fresh, "Ada", 201);
    }
    try (ServerProcess server = ServerProcess.on(folder)) {
      JsonNode said = new Rest(server.port()).get("/api/chat/server").isJson(200);
      assertThat(said.get("needs_setup").asBoolean()).isFalse();
      server.stop();
      assertThat(server.exitCode()).isZero();
      assertThat(server.output()).doesNotContain("/setup#");
    }
  }

  @Test
  @Tag("sqlite")
  void whereThereIsNoDatabaseNoneIsMade() throws Exception {
    Ended ended = run("", "disable", "ann");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .isEqualTo(
            "parley: There is no database in %s yet: start Parley there once.\n".formatted(folder));
    assertThat(folder.resolve("parley.db")).doesNotExist();
    assertThat(folder.resolve("parley.lock")).doesNotExist();
  }

  private static Matcher awaitSetUpLink(ServerProcess server) {
    server.port();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Matcher link = SET_UP.matcher(server.output());
    while (!link.find()) {
      assertThat(System.nanoTime()).as(server.output()).isLessThan(end);
      link = SET_UP.matcher(server.output());
    }
    assertThat(server.output().lines().filter(line -> line.contains("/setup#")))
        .as("printed, not logged")
        .allMatch(line -> line.startsWith("  http"));
    return link;
  }

  private static void setUp(Rest rest, String token, String name, int status) {
    rest.post(
            "/api/chat/setup", Json.object("token", token, "username", name, "password", PASSWORD))
        .hasStatus(status);
  }

  private static void reset(Rest rest, Ended printed, String password) {
    Matcher link = Pattern.compile("/reset#(\\S+)").matcher(printed.output());
    assertThat(link.find()).as(printed.output()).isTrue();
    rest.post("/api/chat/reset-password", Json.object("token", link.group(1), "password", password))
        .hasStatus(204);
  }

  private static Rest signIn(Rest rest, String name, String password, int port) {
    String cookie =
        rest.post("/api/chat/sign-in", Json.object("username", name, "password", password))
            .hasStatus(200)
            .header("Set-Cookie");
    return new Rest(port, "Cookie", cookie.replaceFirst(";.*", ""));
  }

  private Ended run(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", ServerProcess.NATIVE_ACCESS, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName(), "user"));
    command.addAll(List.of(arguments));
    TestDatabase.settings(folder).forEach((key, value) -> command.add("--" + key + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    Process process = builder.start();
    try {
      write(process, input);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void write(Process process, String input) throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
  }
}
