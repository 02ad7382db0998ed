package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bench.audit.Post;
import dev.parley.bench.audit.RoomLog;
import dev.parley.bench.audit.Tally;
import dev.parley.bench.wire.Ending;
import dev.parley.bench.wire.Loop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Rooms with people in them, for one run: person i is in room i modulo the number of rooms. Keeps
 * count of who is in, of refusals and of ended connections; closing it takes everything away again.
 *
 * <p>Made, waited for and closed by the command's thread; what people do happens on {@link
 * #loop()}.
 */
public final class Scene implements Chatter.Observer, AutoCloseable {

  private static final int POLL_MS = 20;

  private final Loop loop;
  private final Rooms rooms;
  private final Thread ifInterrupted = new Thread(this::removeRooms, "remove-rooms");
  private final List<Chatter> people = new ArrayList<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<String, Long> endings = new TreeMap<>();
  private final CompletableFuture<Void> allIn = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Chatter.Observer next;
  private Crowd crowd;
  private int in;

  /** What kind of scene. */
  public record Cast(URI server, Endpoint endpoint, int rooms, int people, int size) {}

  /**
   * Makes the rooms; nobody is in them yet.
   *
   * @param next told of everything that happens, too
   */
  public Scene(Cast cast, Chatter.Observer next) throws IOException {
    this.next = next;
    this.rooms = new Rooms(cast.server);
    this.loop = new Loop(cast.server);
    Runtime.getRuntime().addShutdownHook(ifInterrupted);
    String run = Long.toString(RandomGenerator.getDefault().nextLong(1L << 40), 36);
    try {
      List<RoomLog> logs = new ArrayList<>();
      for (int i = 0; i < cast.rooms; i++) {
        logs.add(new RoomLog(rooms.make("bench-" + run + "-" + i)));
      }
      for (int i = 0; i < cast.people; i++) {
        RoomLog room = logs.get(i % cast.rooms);
        String name = "bench-" + run + "-" + i;
        people.add(new Chatter(loop, cast.endpoint, room, this, name, i / cast.rooms, cast.size));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Lets everybody in, and waits until they are.
   *
   * @throws IOException if somebody isn't, with the reason
   */
  public void join(Duration limit) throws IOException {
    loop.call(
        () -> {
          crowd = new Crowd(people);
          crowd.start();
          return null;
        });
    try {
      CompletableFuture.anyOf(allIn, over).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException | ExecutionException e) {
      over.complete(null);
    }
    if (!allIn.isDone()) {
      throw new IOException(
          loop.call(() -> "only " + in + " of " + people.size() + " came in: " + troubles()));
    }
  }

  /** Waits so long, or until every connection has ended; false if they have. */
  public boolean await(Duration time) {
    try {
      over.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until everybody who is in has everything and all is acknowledged; false if not by then.
   */
  public boolean awaitDelivery(Duration limit) {
    long end = loop.now() + limit.toNanos();
    while (!loop.call(this::hasAll)) {
      if (loop.now() > end || !await(Duration.ofMillis(POLL_MS))) {
        return false;
      }
    }
    return true;
  }

  /** Waits until everybody is in; false if not by then. */
  public boolean awaitReturn(Duration limit) {
    long end = loop.now() + limit.toNanos();
    while (!loop.call(() -> people.stream().allMatch(Chatter::isReady))) {
      if (loop.now() > end || !await(Duration.ofMillis(POLL_MS))) {
        return false;
      }
    }
    return true;
  }

  /** The thread of all of this. */
  public Loop loop() {
    return loop;
  }

  /** Everybody. */
  public List<Chatter> people() {
    return people;
  }

  /** The rooms, to ask about. */
  public Rooms rooms() {
    return rooms;
  }

  /** What came of it, of all together. */
  public Tally tally() {
    return people.stream()
        .map(each -> each.isReady() ? each.member().tally() : each.member().tallyUntilEnded())
        .reduce(Tally.NOTHING, Tally::plus);
  }

  /** What came of it, of all together, where everybody had to come back for everything. */
  public Tally completeTally() {
    return people.stream().map(each -> each.member().tally()).reduce(Tally.NOTHING, Tally::plus);
  }

  /** Messages that the server has not answered; always 0 over the plain protocol. */
  public long unacknowledged() {
    return people.stream().mapToLong(Chatter::unacknowledged).sum();
  }

  /** Errors from the server by code. */
  public Map<String, Long> errors() {
    return errors;
  }

  /** Connections that ended without being asked to, by how. */
  public Map<String, Long> endings() {
    return endings;
  }

  @Override
  public void ready(Chatter chatter) {
    next.ready(chatter);
    if (!allIn.isDone()) {
      crowd.arrived();
      if (++in == people.size()) {
        allIn.complete(null);
      }
    }
  }

  @Override
  public void ended(Chatter chatter, Ending ending) {
    endings.merge(ending.describe(), 1L, Long::sum);
    next.ended(chatter, ending);
    if (!allIn.isDone() || people.stream().noneMatch(Chatter::isReady)) {
      over.complete(null);
    }
  }

  @Override
  public void delivered(Chatter chatter, Post post, boolean own) {
    next.delivered(chatter, post, own);
  }

  @Override
  public void error(Chatter chatter, JsonNode error, boolean refused) {
    errors.merge(error.path("code").asText(), 1L, Long::sum);
    next.error(chatter, error, refused);
  }

  @Override
  public void notRecovered(Chatter chatter) {
    next.notRecovered(chatter);
  }

  /** Everybody leaves, and the rooms are removed. */
  @Override
  public void close() {
    loop.call(
        () -> {
          people.forEach(each -> each.leave(true));
          return null;
        });
    loop.close();
    removeRooms();
    try {
      Runtime.getRuntime().removeShutdownHook(ifInterrupted);
    } catch (IllegalStateException e) {
      // it is just running
    }
  }

  private boolean hasAll() {
    return people.stream()
        .filter(Chatter::isReady)
        .allMatch(each -> each.member().hasAll() && each.unacknowledged() == 0);
  }

  private void removeRooms() {
    try {
      rooms.close();
    } catch (IOException e) {
      System.err.println("The rooms of this run are still there: " + e);
    }
  }

  private String troubles() {
    return endings.isEmpty() && errors.isEmpty() ? "no answer" : endings + " " + errors;
  }
}
