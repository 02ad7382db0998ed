package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonQuery.SelectAvatar;
import dev.parley.bus.PersonQuery.SetAvatar;
import dev.parley.bus.Picture;
import dev.parley.bus.Reply.AvatarFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;

/** The table of pictures. */
final class AvatarStore {

  // a version is never given twice, so that nobody keeps a picture for another
  private static final String SET_VERSION =
      """
      UPDATE person SET avatar = ? WHERE id = ?
      """;

  private static final String SET =
      """
      INSERT INTO avatar (person_id, size, image) VALUES (?, ?, ?)
      ON CONFLICT (person_id, size) DO UPDATE SET image = excluded.image
      """;

  static final String CLEAR =
      """
      DELETE FROM avatar WHERE person_id = ?
      """;

  private static final String SELECT =
      """
      SELECT p.avatar, a.image FROM person p JOIN avatar a ON a.person_id = p.id AND a.size = ?
      WHERE p.name_key = ? AND p.deleted_at IS NULL AND p.avatar IS NOT NULL
      """;

  private final Database database;
  private final Clock clock;

  AvatarStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<PersonFound> set(SetAvatar query) {
    Object person = Columns.of(query.person().value());
    Long version = query.small() == null ? null : clock.millis();
    return database
        .write(
            sql ->
                sql.update(SET_VERSION, Tuple.of(version, person))
                    .compose(noted -> setPictures(sql, query))
                    .compose(set -> AccountStore.find(sql, query.person())))
        .map(PersonFound::new);
  }

  private static Future<?> setPictures(Sql sql, SetAvatar query) {
    Object person = Columns.of(query.person().value());
    return query.small() == null
        ? sql.update(CLEAR, Tuple.of(person))
        : set(sql, person, AvatarImage.SMALL, query.small())
            .compose(set -> set(sql, person, AvatarImage.LARGE, query.large()));
  }

  private static Future<Integer> set(Sql sql, Object person, int size, Picture picture) {
    return sql.update(SET, Tuple.of(person, size, picture.png()));
  }

  Future<AvatarFound> select(SelectAvatar query) {
    return database
        .read(
            sql ->
                sql.row(
                    SELECT,
                    Tuple.of(query.size(), query.name().key()),
                    row ->
                        new AvatarFound(row.getLong(0), new Picture(row.getBuffer(1).getBytes()))))
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.NOT_FOUND)));
  }
}
