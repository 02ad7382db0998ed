package dev.parley.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Actor;
import dev.parley.bus.Nonce;
import dev.parley.bus.RoomId;
import java.time.Duration;
import java.time.Instant;

/**
 * When people wrote last in rooms in slow mode, at this node. It remembers so many people, those
 * who wrote last; whom it has forgotten may write again.
 *
 * <p>Plain Java, for one thread at a time.
 */
final class SlowMode {

  /** An account, or a guest's name by its key. */
  private record Writer(RoomId room, Object who) {}

  private record Post(Instant at, Nonce nonce) {}

  private final Cache<Writer, Post> posts;

  /** Remembers so many people. */
  SlowMode(int maxPeople) {
    this.posts = Caffeine.newBuilder().maximumSize(maxPeople).executor(Runnable::run).build();
  }

  /**
   * Lets somebody write, from when on its time counts; the same message again is let through at any
   * time.
   *
   * @param seconds how long to wait between two messages, above 0
   * @param nonce null for none
   * @return how long to wait yet; null if it may write now
   */
  Duration admit(RoomId room, Actor actor, Nonce nonce, int seconds, Instant now) {
    Writer writer = writer(room, actor);
    Post last = posts.getIfPresent(writer);
    if (last != null) {
      Duration wait = Duration.between(now, last.at().plusSeconds(seconds));
      boolean again = nonce != null && nonce.equals(last.nonce());
      if (again || wait.compareTo(Duration.ZERO) > 0) {
        return again ? null : wait;
      }
    }
    posts.put(writer, new Post(now, nonce));
    return null;
  }

  /** What somebody wrote last hasn't been stored. */
  void forget(RoomId room, Actor actor) {
    posts.invalidate(writer(room, actor));
  }

  private static Writer writer(RoomId room, Actor actor) {
    return new Writer(room, actor.hasAccount() ? actor.id() : actor.name().key());
  }
}
