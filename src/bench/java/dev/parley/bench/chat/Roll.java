package dev.parley.bench.chat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls the roll at the end of a run: {@code online_users} of every room has to be who is there,
 * with everybody in, and when a tenth has gone. The server may take {@link #PATIENCE} to notice.
 * Runs on the command's thread.
 */
public final class Roll {

  /** How long a server may take to notice that somebody has gone. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LEAVING = 10; // one in so many

  private final Scene scene;

  /** Of everybody in this scene, who all are in. */
  public Roll(Scene scene) {
    this.scene = scene;
  }

  /** Says in sentences what is wrong; nothing if all is right. */
  public List<String> call() {
    try {
      return comparisons();
    } catch (IOException e) {
      return List.of("online_users could not be compared: " + e);
    }
  }

  private List<String> comparisons() throws IOException {
    List<String> wrong = new ArrayList<>(compare("with everybody in"));
    scene
        .loop()
        .call(
            () -> {
              for (int i = 0; i < scene.people().size(); i += LEAVING) {
                scene.people().get(i).leave(i % (2 * LEAVING) == 0);
              }
              return null;
            });
    wrong.addAll(compare("when some had gone"));
    return wrong;
  }

  private List<String> compare(String when) throws IOException {
    long end = scene.loop().now() + PATIENCE.toNanos();
    List<String> wrong = differences(when);
    while (!wrong.isEmpty() && scene.loop().now() < end) {
      scene.await(PAUSE);
      wrong = differences(when);
    }
    return wrong;
  }

  private List<String> differences(String when) throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, Set<String>> there = scene.loop().call(this::there);
    for (Map.Entry<String, Set<String>> room : there.entrySet()) {
      Set<String> listed = scene.rooms().online(room.getKey());
      if (!listed.equals(room.getValue())) {
        wrong.add(
            "online_users of %s %s: %d listed, %d there."
                .formatted(room.getKey(), when, listed.size(), room.getValue().size()));
      }
    }
    return wrong;
  }

  private Map<String, Set<String>> there() {
    Map<String, Set<String>> there = new TreeMap<>();
    for (Chatter each : scene.people()) {
      Set<String> names = there.computeIfAbsent(each.room().id(), id -> new TreeSet<>());
      if (each.isReady()) {
        names.add(each.name());
      }
    }
    return there;
  }
}
