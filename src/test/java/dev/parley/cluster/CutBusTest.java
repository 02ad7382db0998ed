package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.LongClusterTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three nodes between which packets get lost, silently and all of them, for a while; the database
 * is there all the time.
 */
@LongClusterTest
class CutBusTest {
  private static final Logger log = LoggerFactory.getLogger(CutBusTest.class);
  private static final int NODES = 3;

  /** For longer than a silent node is waited for. */
  private static final Duration LONG = Duration.ofSeconds(15);

  /** For less. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir static Path folder;

  private static Machines machines;
  private static Fleet fleet;

  @BeforeAll
  static void start() throws IOException {
    machines = Machines.make(NODES);
    fleet = new Fleet(folder, machines, NODES);
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    if (machines != null) {
      machines.close();
    }
  }

  @AfterEach
  void heal() throws IOException {
    machines.heal();
  }

  @Test
  void nobodySeesAShortCut() throws Exception {
    try (Gathering gathering = new Gathering(fleet, NODES, "Short")) {
      gathering.awaitEverybody();
      gathering.comings();
      cutAll();
      pause(Instant.now().plus(SHORT));
      machines.heal();
      gathering.awaitTyping();
      gathering.finish();
      assertThat(gathering.comings()).allMatch(List::isEmpty);
    }
  }

  @Test
  void nobodyMissesAnythingWhileOneIsCutFromTwo() throws Exception {
    int alone = first();
    List<Integer> two = List.of((alone + 1) % NODES, (alone + 2) % NODES);
    survive("one from two", () -> machines.isolate(alone, two), List.of(List.of(alone), two));
  }

  @Test
  void nobodyMissesAnythingWhileAllAreCutFromEachOther() throws Exception {
    survive("all", CutBusTest::cutAll, List.of(List.of(0), List.of(1), List.of(2)));
  }

  private interface Cut {
    void make() throws IOException;
  }

  private static void survive(String cut, Cut maker, List<List<Integer>> sides) throws Exception {
    try (Gathering old = new Gathering(fleet, NODES, "Before " + cut)) {
      old.awaitEverybody();
      old.comings();
      maker.make();
      Instant end = Instant.now().plus(LONG);
      for (List<Integer> side : sides) {
        old.awaitOnly(side);
      }
      try (Gathering made = new Gathering(fleet, NODES, "During " + cut)) {
        pause(end);
        machines.heal();
        Instant healed = Instant.now();
        old.awaitEverybody();
        made.awaitEverybody();
        Duration recovery = Duration.between(healed, Instant.now());
        old.wentAndCameOnce();
        old.awaitTyping();
        made.awaitTyping();
        log.info(
            "bus_cut cut={} seconds={} nodes={} messages={} whole_after_ms={}",
            cut,
            LONG.toSeconds(),
            NODES,
            old.finish() + made.finish(),
            recovery.toMillis());
      }
    }
  }

  /** The node that was there before the others, and answers for the cluster. */
  private static int first() {
    for (int i = 0; i < NODES; i++) {
      if (fleet.node(i).output().contains("others=[]")) {
        return i;
      }
    }
    throw new AssertionError("nobody was first");
  }

  private static void cutAll() throws IOException {
    machines.isolate(0, List.of(1, 2));
    machines.isolate(1, List.of(2));
  }

  /** Lets time pass: what is tested is what happens in it. */
  private static void pause(Instant end) throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));
  }
}
