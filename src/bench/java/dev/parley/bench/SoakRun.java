package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bench.audit.Post;
import dev.parley.bench.audit.Tally;
import dev.parley.bench.chat.Chatter;
import dev.parley.bench.chat.Churn;
import dev.parley.bench.chat.Endpoint;
import dev.parley.bench.chat.OpenLoop;
import dev.parley.bench.chat.Roll;
import dev.parley.bench.chat.Scene;
import dev.parley.bench.report.Measurement;
import dev.parley.bench.report.Memory;
import dev.parley.bench.report.Sample;
import dev.parley.bench.report.ServerUsage;
import dev.parley.bench.report.SoakReport;
import dev.parley.bench.report.Verdict;
import dev.parley.bench.wire.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One run of {@code soak}: join, write and drop out for a long time, come back, compare. */
final class SoakRun implements Chatter.Observer {

  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final double SECOND = 1e9;
  private static final int TRIES = 20;

  private final Soak soak;
  private final Measurement measurement;
  private final Random random = new Random();
  private final List<Sample> samples = new ArrayList<>();
  private Scene scene;
  private OpenLoop pace;
  private Churn churn;
  private long began;
  private long recovered;
  private long notRecovered;

  SoakRun(Soak soak) {
    this.soak = soak;
    this.measurement = new Measurement(soak.target.pid);
  }

  /**
   * Runs to its end, which always comes.
   *
   * @throws IOException if it can't even begin
   */
  SoakReport run() throws IOException {
    Scene.Cast cast =
        new Scene.Cast(
            soak.target.server, Endpoint.FULL, soak.rooms, soak.connections, soak.target.size);
    try (Scene made = new Scene(cast, this)) {
      scene = made;
      final ServerUsage before = ServerUsage.of(soak.target.pid);
      began = scene.loop().now();
      scene.join(soak.target.joinLimit);
      final double joinSeconds = (scene.loop().now() - began) / SECOND;
      scene.await(SETTLE);
      final ServerUsage joined = ServerUsage.of(soak.target.pid);
      scene.loop().call(this::start);
      watch();
      scene.loop().call(this::stop);
      boolean complete =
          scene.awaitReturn(soak.target.drain) && scene.awaitDelivery(soak.target.drain);
      scene.await(SETTLE);
      List<String> presence =
          complete ? new Roll(scene).call() : List.of("online_users could not be compared.");
      return scene.loop().call(() -> report(joinSeconds, before, joined, complete, presence));
    }
  }

  @Override
  public void ready(Chatter chatter) {}

  @Override
  public void ended(Chatter chatter, Ending ending) {
    if (churn != null) {
      churn.bringBack(chatter);
    }
  }

  @Override
  public void delivered(Chatter chatter, Post post, boolean own) {
    if (chatter.isReady()) {
      measurement.delivered(post, own, scene.loop().now());
    } else {
      recovered++; // when it was posted says how long somebody was away
    }
  }

  @Override
  public void error(Chatter chatter, JsonNode error, boolean refused) {}

  @Override
  public void notRecovered(Chatter chatter) {
    notRecovered++;
  }

  private Void start() {
    churn = new Churn(scene, soak.churn, soak.away, random);
    pace = new OpenLoop(scene.loop(), soak.rate, this::post);
    began = scene.loop().now();
    measurement.begin(began);
    pace.start();
    churn.start();
    return null;
  }

  private Void stop() {
    pace.stop();
    churn.stop();
    measurement.sendingEnded(scene.loop().now());
    return null;
  }

  private boolean post(long due) {
    List<Chatter> people = scene.people();
    for (int i = 0; i < TRIES; i++) {
      Chatter chatter = people.get(random.nextInt(people.size()));
      if (chatter.canPost()) {
        chatter.post(due);
        return true;
      }
    }
    return false;
  }

  /** Takes samples until the time is over, or the server. */
  private void watch() {
    long end = began + soak.duration.toNanos();
    Sample last = Sample.START;
    long left = end - scene.loop().now();
    while (left > 0 && scene.await(Duration.ofNanos(Math.min(left, soak.sample.toNanos())))) {
      Sample next = scene.loop().call(this::look);
      System.out.println(next.since(last));
      last = next;
      left = end - scene.loop().now();
    }
  }

  private Sample look() {
    ServerUsage usage = ServerUsage.of(soak.target.pid);
    Sample sample =
        new Sample(
            (scene.loop().now() - began) / SECOND,
            usage == null ? 0 : usage.rssBytes(),
            scene.people().stream().filter(Chatter::isReady).count(),
            measurement.deliveries() + recovered);
    samples.add(sample);
    return sample;
  }

  private SoakReport report(
      double joinSeconds,
      ServerUsage before,
      ServerUsage joined,
      boolean complete,
      List<String> presence) {
    Tally audit = scene.completeTally();
    Verdict verdict =
        new Verdict()
            .delivery(audit)
            .answers(scene.unacknowledged(), complete, soak.target.drain.toSeconds())
            .connections(scene.endings())
            .recovery(notRecovered)
            .all(presence);
    return new SoakReport(
        soak.commandLine(),
        soak.connections,
        joinSeconds,
        measurement.figures(),
        Memory.of(before, joined, ServerUsage.of(soak.target.pid), soak.connections),
        audit,
        churn.drops(),
        recovered,
        notRecovered,
        pace.skipped(),
        scene.unacknowledged(),
        scene.errors(),
        scene.endings(),
        samples,
        verdict.problems());
  }
}
