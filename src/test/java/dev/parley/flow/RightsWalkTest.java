package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody of each standing tries each thing at each door of a real server: what comes of it is
 * what the table says.
 */
@ExtendWith(BlockedEventLoops.class)
class RightsWalkTest {
  private static final Logger log = LoggerFactory.getLogger(RightsWalkTest.class);

  private static final List<WalkStep> STEPS =
      Stream.of(WalkRest.steps(), WalkSockets.steps(), WalkBridge.steps())
          .flatMap(List::stream)
          .toList();

  /** What takes a room, of which the others need none. */
  private static final Set<WalkStanding> ON_THE_SERVER =
      EnumSet.of(
          WalkStanding.NOBODY,
          WalkStanding.GUEST_IN_COMMONS,
          WalkStanding.MEMBER,
          WalkStanding.ADMINISTRATOR,
          WalkStanding.READ_ONLY_TOKEN,
          WalkStanding.REVOKED_TOKEN);

  /** What clients of a bridge reach in the process only. */
  private static final Set<String> CLOSED = Set.of("chat.follow", "chat.unfollow");

  @TempDir static Path folder;

  private static WalkWorld world;
  private static int cells;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(folder.resolve("members"));
    Files.createDirectories(folder.resolve("open"));
    world = new WalkWorld(folder);
  }

  @AfterAll
  static void stop() {
    world.close();
    long doors = STEPS.stream().map(step -> step.door() + step.entry()).distinct().count();
    log.info("rights_walked cells={} doors={}", cells, doors);
  }

  @Test
  void everyDoorAndEveryActionIsTried() throws IOException {
    Set<String> tried =
        STEPS.stream()
            .map(step -> step.door().name().toLowerCase() + " " + step.entry())
            .collect(Collectors.toCollection(TreeSet::new));
    Path doors = Sources.file("src/main/resources/contract/doors.csv");
    Set<String> entries =
        Files.readAllLines(doors).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("door"))
            .map(line -> line.split(","))
            .map(entry -> entry[0].strip() + " " + entry[1].strip())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tried).isEqualTo(entries);
    assertThat(STEPS.stream().map(WalkStep::action).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Action.values());
  }

  @ParameterizedTest
  @EnumSource
  void whatComesOfItIsWhatTheTableSays(WalkStanding standing) throws Exception {
    List<String> wrong = new ArrayList<>();
    Walker walker = null;
    WalkPlace place = null;
    for (WalkStep step : STEPS) {
      if (!step.action().isOfRoom() && !ON_THE_SERVER.contains(standing)) {
        continue;
      }
      if (walker == null) {
        Walker comes = world.walker(standing);
        place = world.place(standing, comes);
        walker = world.arrived(standing, comes);
      }
      Decision expected = expected(step, standing);
      WalkOutcome outcome = step.trying().as(world, walker, place);
      cells++;
      if (outcome.decision() != expected) {
        wrong.add("%s %s: %s, not %s".formatted(standing, step, outcome, expected));
      }
      if (outcome.decision() == Decision.YES && !isReading(step)) {
        walker = null; // it may have changed anything
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isReading(WalkStep step) {
    return Rights.TABLE.scope(step.action()) == Scope.READ;
  }

  /** What the table says, with what stands beside the cells. */
  private static Decision expected(WalkStep step, WalkStanding standing) {
    Action action = step.action();
    if (CLOSED.contains(step.entry())) {
      return null;
    }
    if (standing == WalkStanding.REVOKED_TOKEN) {
      return Decision.SIGN_IN;
    }
    if (standing == WalkStanding.NOBODY && step.door() != Door.REST) {
      return Decision.SIGN_IN; // nobody can come in to try anything
    }
    // what the door leads to is asked first; and whether a message is one's own, before any other's
    Action first =
        action == Action.ROOM_DELETE_ANY
            ? Action.ROOM_DELETE_OWN
            : Rights.TABLE.behind(step.door(), step.entry()).orElseThrow();
    Decision atTheDoor = table(first, standing);
    return atTheDoor == Decision.YES ? table(action, standing) : atTheDoor;
  }

  private static Decision table(Action action, WalkStanding standing) {
    if (standing == WalkStanding.READ_ONLY_TOKEN && Rights.TABLE.scope(action) != Scope.READ) {
      return Decision.NO;
    }
    Decision cell =
        Rights.TABLE.decide(
            action, action.isOfRoom() ? standing.inRoom() : standing.role().standing());
    boolean lacksAccount = standing.role() == ServerRole.GUEST && Rights.TABLE.takesAccount(action);
    return cell == Decision.YES && lacksAccount ? Decision.SIGN_IN : cell;
  }
}
