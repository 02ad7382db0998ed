package dev.parley.http;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.OwnNews;
import dev.parley.bus.PersonId;
import dev.parley.bus.PresenceCommand.SayPresence;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is here, at the open connections of one verticle. Asks again who they are when something has
 * changed in what they may do, and when their session should have ended, and some times before, so
 * that the session of a browser that is here doesn't end; whoever may not stay is dismissed.
 *
 * <p>Belongs to the verticle's event loop. It holds no more than there are connections. It asks
 * about {@link #MAX_ASKED} of them at once; who can't be asked about for {@link #MAX_TRIES} times
 * is dismissed too.
 */
public final class Residents {

  /** How often it is looked for sessions that have ended, in milliseconds. */
  static final long INTERVAL_MS = 500;

  /** How often it is asked about somebody who stays signed in by that, at least. */
  static final Duration SEEN = Duration.ofMinutes(5);

  /** A session that ends soon is asked about when this part of its time is over. */
  private static final int PARTS = 4;

  static final int MAX_ASKED = 64;
  static final int MAX_TRIES = 10;

  /** One of them, and how far asking about it has come. */
  private static final class Entry {
    final Resident resident;
    final String nameKey;
    boolean asking;
    boolean outdated;
    boolean urgent;
    int tries;
    Instant due;

    Entry(Resident resident, Instant now) {
      this.resident = resident;
      rest(now);
      this.nameKey = resident.caller().actor().name().key();
    }

    PersonId person() {
      return resident.caller().actor().id();
    }

    boolean hasEnded(Instant now) {
      Instant until = resident.caller().until();
      return until != null && !until.isAfter(now) && !asking;
    }

    /** Nothing is urgent; it is asked about again before its session ends. */
    void rest(Instant now) {
      urgent = false;
      Caller caller = resident.caller();
      if (!caller.isByCookie() || caller.until() == null) {
        due = Instant.MAX;
        return;
      }
      Duration part = Duration.between(now, caller.until()).dividedBy(PARTS);
      due = now.plus(part.compareTo(SEEN) < 0 ? part : SEEN);
    }

    boolean isDue(Instant now) {
      return !due.isAfter(now) && !asking;
    }

    boolean isConcerned(AccessChange change) {
      return change.concerns(person(), resident.caller().session(), nameKey);
    }
  }

  private final Vertx vertx;
  private final Bus bus;
  private final Identity identity;
  private final Clock clock;
  private final MessageConsumer<AccessChanged> changed;
  private final MessageConsumer<OwnNews> own;
  private final Map<Resident, Entry> all = new IdentityHashMap<>();
  private final Map<PersonId, Set<Entry>> byPerson = new HashMap<>();
  private final Map<String, Set<Entry>> byName = new HashMap<>();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private int asked;
  private boolean inTurn;
  private long changes;

  /** Nobody yet; to be made on the event loop. */
  public Residents(Vertx vertx, Bus bus, Identity identity, Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.identity = identity;
    this.clock = clock;
    this.changed = bus.listen(Addresses.access(), this::hear);
    this.own = bus.listenEverywhere(Addresses.ownNews(), this::tell);
    vertx.setPeriodic(INTERVAL_MS, timer -> askInTime());
  }

  /** Done when changes are heard of. */
  public Future<Void> listening() {
    return Future.all(changed.completion(), own.completion()).mapEmpty();
  }

  /** How much has changed so far: to be read before it is asked who comes. */
  public long changes() {
    return changes;
  }

  /**
   * Somebody has come.
   *
   * @param changesBefore the {@link #changes()} when it was asked who it is: if there were more
   *     since, the answer may be out of date
   */
  public void add(Resident resident, long changesBefore) {
    Entry entry = new Entry(resident, clock.instant());
    all.put(resident, entry);
    byName.computeIfAbsent(entry.nameKey, key -> new LinkedHashSet<>(2)).add(entry);
    if (entry.person() != null) {
      byPerson.computeIfAbsent(entry.person(), person -> new LinkedHashSet<>(2)).add(entry);
      say(resident, Availability.ONLINE);
    }
    if (changes != changesBefore) {
      ask(entry);
    }
  }

  /** Somebody has gone; harmless if it wasn't here. */
  public void remove(Resident resident) {
    Entry entry = all.remove(resident);
    if (entry != null) {
      forget(byName, entry.nameKey, entry);
      forget(byPerson, entry.person(), entry);
      say(resident, Availability.OFFLINE);
    }
  }

  /** Tells how somebody is here; of guests nobody wants to know. */
  public void say(Resident resident, Availability now) {
    PersonId person = resident.caller().actor().id();
    if (person != null) {
      bus.send(Addresses.presence(), new SayPresence(person, resident.id(), now));
    }
  }

  private static <K> void forget(Map<K, Set<Entry>> index, K key, Entry entry) {
    Set<Entry> entries = index.get(key);
    if (entries != null && entries.remove(entry) && entries.isEmpty()) {
      index.remove(key);
    }
  }

  private void hear(AccessChanged event) {
    changes += event.changes().size();
    event.changes().forEach(this::hear);
  }

  private void hear(AccessChange change) {
    Set<Entry> ofPerson = byPerson.getOrDefault(change.person(), Set.of());
    if (change.room() != null) {
      List.copyOf(ofPerson).forEach(entry -> entry.resident.memberChanged(change.room()));
      return;
    }
    Set<Entry> ofName = byName.getOrDefault(change.name(), Set.of());
    Stream<Entry> some =
        change.concernsEverything()
            ? all.values().stream()
            : Stream.concat(ofPerson.stream(), ofName.stream());
    // who is dismissed goes while the others are still being asked about
    some.filter(entry -> entry.isConcerned(change)).toList().forEach(this::ask);
  }

  /** The device that it comes from knows. */
  private void tell(OwnNews news) {
    for (PersonId person : news.whose()) {
      for (Entry entry : List.copyOf(byPerson.getOrDefault(person, Set.of()))) {
        if (!entry.resident.id().equals(news.from())) {
          entry.resident.hear(news);
        }
      }
    }
  }

  private void askInTime() {
    Instant now = clock.instant();
    all.values().stream().filter(entry -> entry.hasEnded(now)).toList().forEach(this::ask);
    all.values().stream().filter(entry -> entry.isDue(now)).toList().forEach(this::queue);
  }

  /** What is asked already may be answered as it was before. */
  private void ask(Entry entry) {
    entry.urgent = true;
    if (entry.asking) {
      entry.outdated = true;
    } else {
      queue(entry);
    }
  }

  private void queue(Entry entry) {
    entry.asking = true;
    waiting.add(entry);
    askNext();
  }

  private void askNext() {
    if (inTurn) {
      return; // an answer that came at once: the loop below goes on with the next
    }
    inTurn = true;
    while (asked < MAX_ASKED && !waiting.isEmpty()) {
      Entry entry = waiting.poll();
      if (isHere(entry)) {
        asked++;
        entry.outdated = false;
        identity
            .again(entry.resident.caller(), entry.resident.entrance())
            .onComplete(answer -> answered(entry, answer));
      }
    }
    inTurn = false;
  }

  private boolean isHere(Entry entry) {
    return all.get(entry.resident) == entry;
  }

  private void answered(Entry entry, AsyncResult<Caller> answer) {
    asked--;
    entry.asking = false;
    if (isHere(entry)) {
      take(entry, answer);
    }
    askNext();
  }

  private void take(Entry entry, AsyncResult<Caller> answer) {
    if (answer.succeeded()) {
      entry.tries = 0;
      entry.resident.know(answer.result());
      entry.rest(clock.instant());
    } else if (!isFinal(answer.cause()) && !entry.urgent) {
      entry.rest(clock.instant());
    } else if (isFinal(answer.cause()) || ++entry.tries >= MAX_TRIES) {
      entry.resident.dismiss(
          answer.cause() instanceof Failure failure ? failure : new Failure(FailureCode.INTERNAL));
      return;
    } else {
      entry.outdated = false;
      vertx.setTimer(INTERVAL_MS, timer -> ask(entry));
    }
    if (entry.outdated) {
      ask(entry);
    }
  }

  private static boolean isFinal(Throwable error) {
    return error instanceof Failure failure && !failure.retryable();
  }

  /** Hears of nothing more. */
  public Future<Void> close() {
    return Future.join(changed.unregister(), own.unregister()).mapEmpty();
  }
}
