package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * People who follow a room and write to it, each on a thread of its own: the same message under the
 * same nonce until it is acknowledged, then the next.
 */
final class Insisting implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  /** How soon whoever writes is answered, one way or another: the bus's time, and some. */
  private static final long ANSWERED_MS = 6000;

  private static final int BETWEEN_MS = 10;

  private final int port;
  private final String room;
  private final List<Person> people = new ArrayList<>();
  private final Queue<String> acked = new ConcurrentLinkedQueue<>();
  private final Set<String> refusals = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** Begins, with so many. */
  Insisting(int port, String room, int count) {
    this.port = port;
    this.room = room;
    for (int i = 0; i < count; i++) {
      people.add(new Person("Person " + i));
    }
    people.forEach(person -> person.thread.start());
  }

  /** The codes that were the answer to a message since this was last asked. */
  Set<String> refusals() {
    Set<String> codes = new HashSet<>(refusals);
    refusals.removeAll(codes);
    return codes;
  }

  /** Waits until so many more messages are acknowledged. */
  void awaitAcked(int more) throws InterruptedException {
    int count = acked.size() + more;
    awaitThat(() -> acked.size() >= count, more + " more messages are acknowledged");
  }

  /** Waits until this is the answer to a message. */
  void awaitRefusal(String code) throws InterruptedException {
    awaitThat(() -> refusals.contains(code), "a message is refused as " + code);
  }

  private interface Condition {
    boolean holds();
  }

  private void awaitThat(Condition condition, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      people.forEach(Person::isWell);
      assertThat(System.nanoTime()).as("%s; refusals: %s", what, refusals).isLessThan(end);
      Thread.sleep(BETWEEN_MS);
    }
  }

  /**
   * Ends, and asserts that all have seen the log as it is, live and without a gap, and that it has
   * what was acknowledged, once.
   */
  void allIsThereOnce() throws InterruptedException {
    stopped = true;
    for (Person person : people) {
      person.thread.join();
      person.isWell();
    }
    List<JsonNode> log = new Rest(port).history(room);
    assertThat(Json.texts(log, "id")).doesNotHaveDuplicates().containsAll(acked);
    assertThat(Json.texts(log, "nonce")).doesNotHaveDuplicates();
    for (Person person : people) {
      person.follow(log.size());
      person.followed.isTheLog(log);
    }
  }

  @Override
  public void close() {
    stopped = true;
    people.forEach(person -> person.client.close());
  }

  private final class Person {
    final FollowedRoom followed = new FollowedRoom(room);
    final String name;
    final FullClient client;
    final Thread thread = new Thread(this::write, "insisting");
    volatile Throwable failure;

    Person(String name) {
      this.name = name.replace(' ', '-');
      this.client = FullClient.connect(port, name);
      client.send(followed.subscribe());
      while (!followed.isLive()) {
        followed.accept(client.next());
      }
      thread.setDaemon(true);
    }

    void isWell() {
      if (failure != null) {
        throw new AssertionError(name + ": " + failure.getMessage(), failure);
      }
    }

    void follow(long head) {
      while (followed.position() < head) {
        followed.accept(client.next());
      }
    }

    private void write() {
      try {
        for (int i = 0; !stopped; i++) {
          String nonce = name + "-" + i;
          while (!isAcked(nonce)) {
            Thread.sleep(BETWEEN_MS);
          }
        }
      } catch (Throwable e) {
        failure = e;
      }
    }

    private boolean isAcked(String nonce) {
      long begin = System.nanoTime();
      client.send(FullFrames.message(room, "Message " + nonce, nonce));
      JsonNode answer = client.next();
      while (!isAnswer(answer, nonce)) {
        followed.accept(answer);
        answer = client.next();
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(ANSWERED_MS);
      if (answer.get("type").asText().equals("ack")) {
        acked.add(answer.get("id").asText());
        return true;
      }
      assertThat(answer.get("retryable").asBoolean()).as("%s", answer).isTrue();
      refusals.add(answer.get("code").asText());
      return false;
    }

    private boolean isAnswer(JsonNode frame, String nonce) {
      return Set.of("ack", "error").contains(frame.get("type").asText())
          && frame.path("nonce").asText().equals(nonce);
    }
  }
}
