package dev.parley.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The schema of a dialect, and the migrations that lead to it. */
enum Schema {
  SQLITE("classpath:db/migration/sqlite"),
  POSTGRESQL("classpath:db/migration/postgresql");

  private final String location;

  Schema(String location) {
    this.location = location;
  }

  /** Brings a database up to date; several nodes may do so at once. */
  void migrate(DataSource dataSource) {
    flyway(dataSource).migrate();
  }

  /**
   * Whether there is a schema of this kind already.
   *
   * @param name what the database is called in the sentence
   * @throws StorageException if it is one that a newer Parley made; Flyway itself would only warn
   */
  boolean isKnown(DataSource dataSource, String name) {
    MigrationInfo[] applied = flyway(dataSource).info().applied();
    for (MigrationInfo migration : applied) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS
          || migration.getState() == MigrationState.FUTURE_FAILED) {
        throw new StorageException(name + " is of a newer Parley.", null);
      }
    }
    return applied.length > 0;
  }

  /**
   * Refuses a database whose schema isn't this Parley's.
   *
   * @param name what the database is called in the sentence
   * @throws StorageException if it is one of a newer Parley, or not yet one of this one
   */
  void requireCurrent(DataSource dataSource, String name) {
    isKnown(dataSource, name);
    if (flyway(dataSource).info().pending().length > 0) {
      throw new StorageException(
          name + " isn't this Parley's yet: start this Parley with it once.", null);
    }
  }

  private Flyway flyway(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(location)
        .validateMigrationNaming(true)
        .load();
  }
}
