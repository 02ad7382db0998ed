package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks up whether names belong to accounts, also to those that are deleted: nobody else gets their
 * name. Whoever asks while a lookup is running waits for the next one, which is for all of them
 * together: when a thousand guests come back at once, each asks.
 *
 * <p>Belongs to the persistence verticle's context.
 */
final class NameStore {

  /** The most names that are looked up at once. */
  static final int MAX_NAMES = 50;

  /** The most names that wait to be looked up. */
  static final int MAX_WAITING = 10_000;

  private static final String ONE =
      """
      SELECT name_key FROM person WHERE name_key = ?
      """;

  private static final String MANY =
      "SELECT name_key FROM person WHERE name_key IN (?" + ", ?".repeat(MAX_NAMES - 1) + ")";

  private record Question(String key, Promise<Boolean> answer) {}

  private final Database database;
  private final Deque<Question> waiting = new ArrayDeque<>();
  private boolean running;

  NameStore(Database database) {
    this.database = database;
  }

  /**
   * Whether the name is taken, as it stands in the database now or a moment later.
   *
   * @return fails with {@code overloaded} if too many wait
   */
  Future<Boolean> isTaken(String key) {
    if (waiting.size() >= MAX_WAITING) {
      return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
    }
    Question question = new Question(key, Promise.promise());
    waiting.add(question);
    if (!running) {
      next();
    }
    return question.answer().future();
  }

  private void next() {
    List<Question> questions = new ArrayList<>();
    while (!waiting.isEmpty() && questions.size() < MAX_NAMES) {
      questions.add(waiting.poll());
    }
    running = !questions.isEmpty();
    if (running) {
      read(questions)
          .onSuccess(taken -> questions.forEach(each -> each.answer().complete(is(each, taken))))
          .onFailure(error -> questions.forEach(each -> each.answer().fail(error)))
          .onComplete(done -> next());
    }
  }

  private static boolean is(Question question, Set<String> taken) {
    return taken.contains(question.key());
  }

  private Future<Set<String>> read(List<Question> questions) {
    List<Object> keys = new ArrayList<>(questions.stream().map(Question::key).toList());
    String statement = keys.size() == 1 ? ONE : MANY;
    if (keys.size() > 1) {
      // one statement for any number: the last name stands for those that are missing
      keys.addAll(Collections.nCopies(MAX_NAMES - keys.size(), keys.get(keys.size() - 1)));
    }
    return database
        .read(sql -> sql.rows(statement, Tuple.wrap(keys), row -> row.getString(0)))
        .map(HashSet::new);
  }
}
