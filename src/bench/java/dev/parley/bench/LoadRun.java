package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bench.audit.Post;
import dev.parley.bench.audit.Tally;
import dev.parley.bench.chat.Chatter;
import dev.parley.bench.chat.OpenLoop;
import dev.parley.bench.chat.Scene;
import dev.parley.bench.report.LoadReport;
import dev.parley.bench.report.Measurement;
import dev.parley.bench.report.Memory;
import dev.parley.bench.report.ServerUsage;
import dev.parley.bench.report.Verdict;
import dev.parley.bench.wire.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One run of {@code load}: join, warm up, measure, wait for the rest, compare. */
final class LoadRun implements Chatter.Observer {

  /** For what the server still does after joining, and for what comes twice at the very end. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  private static final double RETRY_SECONDS = 0.1;
  private static final double SECOND = 1e9;

  private final Load load;
  private final Measurement measurement;
  private Scene scene;
  private OpenLoop pace;
  private boolean echoing;

  LoadRun(Load load) {
    this.load = load;
    this.measurement = new Measurement(load.target.pid);
  }

  /**
   * Runs to its end, which always comes.
   *
   * @throws IOException if it can't even begin
   */
  LoadReport run() throws IOException {
    Scene.Cast cast =
        new Scene.Cast(
            load.target.server, load.endpoint, load.rooms, load.people(), load.target.size);
    try (Scene made = new Scene(cast, this)) {
      scene = made;
      final ServerUsage before = ServerUsage.of(load.target.pid);
      long began = scene.loop().now();
      scene.join(load.target.joinLimit);
      final double joinSeconds = (scene.loop().now() - began) / SECOND;
      scene.await(SETTLE);
      final ServerUsage joined = ServerUsage.of(load.target.pid);
      boolean drained = send();
      return scene.loop().call(() -> report(joinSeconds, before, joined, drained));
    }
  }

  @Override
  public void ready(Chatter chatter) {}

  @Override
  public void ended(Chatter chatter, Ending ending) {}

  @Override
  public void notRecovered(Chatter chatter) {}

  @Override
  public void delivered(Chatter chatter, Post post, boolean own) {
    long now = scene.loop().now();
    measurement.delivered(post, own, now);
    if (own && echoing && chatter.canPost()) {
      chatter.post(now);
    }
  }

  @Override
  public void error(Chatter chatter, JsonNode error, boolean refused) {
    if (refused && load.pace.window > 0) {
      double seconds = error.path("retry_after").asDouble(RETRY_SECONDS);
      scene.loop().schedule(() -> replace(chatter), (long) (seconds * SECOND));
    }
  }

  private boolean send() {
    scene.loop().call(this::start);
    scene.await(load.warmup);
    scene.loop().call(this::begin);
    scene.await(load.duration);
    scene.loop().call(this::stop);
    boolean drained = scene.awaitDelivery(load.target.drain);
    scene.await(SETTLE);
    return drained;
  }

  private Void start() {
    List<Chatter> senders = scene.people().subList(0, load.senders);
    if (load.pace.window > 0) {
      echoing = true;
      for (int i = 0; i < load.pace.window; i++) {
        senders.forEach(this::replace);
      }
    } else {
      int[] next = {0};
      pace =
          new OpenLoop(
              scene.loop(),
              load.pace.rate,
              due -> postIfPossible(senders.get(next[0]++ % senders.size()), due));
      pace.start();
    }
    return null;
  }

  private Void begin() {
    measurement.begin(scene.loop().now());
    return null;
  }

  private Void stop() {
    echoing = false;
    if (pace != null) {
      pace.stop();
    }
    measurement.sendingEnded(scene.loop().now());
    return null;
  }

  private void replace(Chatter chatter) {
    if (echoing) {
      postIfPossible(chatter, scene.loop().now());
    }
  }

  private static boolean postIfPossible(Chatter chatter, long due) {
    if (chatter.canPost()) {
      chatter.post(due);
      return true;
    }
    return false;
  }

  private LoadReport report(
      double joinSeconds, ServerUsage before, ServerUsage joined, boolean drained) {
    Tally audit = scene.tally();
    Verdict verdict =
        new Verdict()
            .delivery(audit)
            .answers(scene.unacknowledged(), drained, load.target.drain.toSeconds())
            .connections(scene.endings());
    ServerUsage end = ServerUsage.of(load.target.pid);
    return new LoadReport(
        load.commandLine(),
        load.people(),
        joinSeconds,
        measurement.figures(),
        Memory.of(before, joined, end, load.people()),
        audit,
        pace == null ? 0 : pace.skipped(),
        scene.unacknowledged(),
        scene.errors(),
        scene.endings(),
        verdict.problems());
  }
}
