package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Proof;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Dialect;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/**
 * Whether what somebody proved to be who they are still holds, asked in the transaction of what is
 * done by it.
 */
final class ProofStore {

  private static final String HOLDS =
      """
      SELECT 1 FROM person
      WHERE id = ? AND password = ? AND CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END = ?
      AND deactivated_at IS NULL AND deleted_at IS NULL
      """;

  // PostgreSQL's: whoever changes the password has to wait, or has committed; sessions that refer
  // to the account are made meanwhile
  private static final String LOCKED = "FOR NO KEY UPDATE";

  private final String holds;

  ProofStore(Dialect dialect) {
    this.holds = HOLDS + (dialect == Dialect.POSTGRESQL ? LOCKED : "");
  }

  /**
   * Lets through what is done by a proof.
   *
   * @param proof null where none is asked for
   * @return fails with {@code wrong_credentials}
   */
  Future<Void> require(Sql sql, Proof proof) {
    if (proof == null) {
      return Future.succeededFuture();
    }
    Tuple parameters =
        Tuple.of(
            Columns.of(proof.person().value()),
            proof.password().value(),
            proof.twoFactor() ? 1 : 0);
    return sql.row(holds, parameters, row -> row.getInteger(0))
        .map(
            found -> {
              found.orElseThrow(() -> new Failure(FailureCode.WRONG_CREDENTIALS));
              return null;
            });
  }
}
