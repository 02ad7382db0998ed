package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.Bus;
import dev.parley.bus.MarkSeen;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.NodeEvent.PeopleTold;
import dev.parley.bus.NodeEvent.PeopleTold.PersonAt;
import dev.parley.bus.NodeEvent.PresenceTold;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonId;
import dev.parley.bus.PresenceCommand;
import dev.parley.bus.PresenceCommand.ListPresence;
import dev.parley.bus.PresenceCommand.SayPresence;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PresenceListed;
import dev.parley.bus.Stores;
import dev.parley.presence.PeoplePresence;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of the people with accounts is there: hears it of this node's connections, exchanges it with
 * the other nodes, and keeps when somebody was last seen.
 *
 * <p>What changes is told to the others {@link #GATHER_MS} later, together with what changes until
 * then; all of it every {@link #REPEAT_MS}. When somebody was seen is written when they go, and
 * every {@link #SEEN_MS} while they are there.
 */
public final class PresenceVerticle extends VerticleBase
    implements PresenceCommand.Visitor<Future<? extends Reply>>, NodeEvent.Visitor {

  static final long GATHER_MS = 100;
  static final long REPEAT_MS = 5_000;
  static final long SEEN_MS = 5 * 60_000;

  /** The most people of one message between nodes. */
  private static final int PART = 500;

  private static final Logger log = LoggerFactory.getLogger(PresenceVerticle.class);

  private final Bus bus;
  private final Supplier<Stores> storesFactory;
  private final Nodes nodes;
  private final Clock clock;
  private final PeoplePresence people = new PeoplePresence();
  private final Set<PersonId> changed = new LinkedHashSet<>();
  private final Set<PersonId> gone = new LinkedHashSet<>();
  private Stores stores;
  private boolean gathering;

  /**
   * Takes what it needs.
   *
   * @param storesFactory makes the stores of its own
   */
  public PresenceVerticle(Bus bus, Supplier<Stores> storesFactory, Nodes nodes, Clock clock) {
    this.bus = bus;
    this.storesFactory = storesFactory;
    this.nodes = nodes;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    stores = storesFactory.get();
    vertx.setPeriodic(REPEAT_MS, timer -> repeat());
    vertx.setPeriodic(SEEN_MS, timer -> markEverybodySeen());
    return Future.all(
        bus.<PresenceCommand>answer(Addresses.presence(), command -> command.accept(this))
            .completion(),
        bus.<NodeEvent>listenEverywhere(Addresses.nodes(), event -> event.accept(this))
            .completion());
  }

  @Override
  public Future<Done> sayPresence(SayPresence command) {
    PersonId person = command.person();
    if (people.say(person, command.connection(), command.now())) {
      changed.add(person);
      if (people.here(person) == Availability.OFFLINE) {
        gone.add(person);
      }
      tellSoon();
    }
    return Future.succeededFuture(new Done());
  }

  private void tellSoon() {
    if (!gathering) {
      gathering = true;
      vertx.setTimer(GATHER_MS, timer -> tell());
    }
  }

  private void tell() {
    gathering = false;
    publish(changed.stream().map(person -> new PersonAt(person, people.here(person))).toList());
    changed.clear();
    markGoneSeen();
  }

  private void publish(List<PersonAt> told) {
    if (!nodes.others().isEmpty()) {
      for (List<PersonAt> part : parts(told, PART)) {
        bus.publishEverywhere(Addresses.nodes(), new PeopleTold(nodes.self(), part));
      }
    }
  }

  private void repeat() {
    publish(people.here());
    people.forgetStale(nowMs());
  }

  private Future<Void> markGoneSeen() {
    List<PersonId> marked = List.copyOf(gone);
    gone.clear();
    return markSeen(marked);
  }

  private void markEverybodySeen() {
    markSeen(people.here().stream().map(PersonAt::person).toList());
  }

  /** A mark that can't be written is lost: it says less than it could, and nothing wrong. */
  private Future<Void> markSeen(Collection<PersonId> seen) {
    List<Future<Done>> marks =
        parts(List.copyOf(seen), MarkSeen.MAX_PEOPLE).stream()
            .map(part -> stores.ask(new MarkSeen(part, clock.instant()), Done.class))
            .toList();
    return Future.join(marks)
        .onFailure(error -> log.warn("seen_not_written error={}", error.getMessage()))
        .transform(done -> Future.succeededFuture());
  }

  private static <T> List<List<T>> parts(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }

  @Override
  public Future<PresenceListed> listPresence(ListPresence command) {
    return Future.succeededFuture(
        new PresenceListed(command.people().stream().map(people::of).toList()));
  }

  @Override
  public void peopleTold(PeopleTold event) {
    if (nodes.others().contains(event.node())) {
      people.hear(event.node(), event.people(), nowMs());
    }
  }

  /** Who has come wants to know who is here. */
  @Override
  public void nodesChanged(NodesChanged event) {
    people.keep(Set.copyOf(event.others()));
    publish(people.here());
  }

  @Override
  public void presenceTold(PresenceTold event) {
    // of rooms, which isn't this one's business
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public Future<?> stop() {
    return markGoneSeen();
  }
}
