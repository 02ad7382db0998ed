package dev.parley.persistence;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when one way to the database stops to work and when it works again, and not each
 * time in between: a full disk under load would be thousands of lines a second.
 *
 * <p>An error of a kind that was not seen since it last worked is a line with its stack trace;
 * kinds are the databases' codes and the names of exceptions, of which there are few. Safe for any
 * thread.
 */
final class Outage {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private record Failed(Set<String> kinds, long times) {
    Failed and(String kind) {
      return new Failed(
          Stream.concat(kinds.stream(), Stream.of(kind)).collect(Collectors.toUnmodifiableSet()),
          times + 1);
    }
  }

  private static final Failed NEVER = new Failed(Set.of(), 0);

  private final String what;
  private final AtomicReference<Failed> since = new AtomicReference<>(NEVER);

  Outage(String what) {
    this.what = what;
  }

  /** Something failed at the database. */
  void failed(Throwable error) {
    String kind = kind(error);
    if (!since.getAndUpdate(failed -> failed.and(kind)).kinds().contains(kind)) {
      log.error("storage_failed what={}", what, error);
    }
  }

  /** Something succeeded. */
  void worked() {
    if (since.get() != NEVER) {
      Failed ended = since.getAndSet(NEVER);
      log.info("storage_works_again what={} failures={}", what, ended.times());
    }
  }

  private static String kind(Throwable error) {
    return error instanceof SQLException sql
        ? sql.getSQLState() + " " + sql.getErrorCode()
        : error.getClass().getName();
  }
}
