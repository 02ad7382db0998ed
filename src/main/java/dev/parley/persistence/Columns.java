package dev.parley.persistence;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** How values stand in columns: a UUID as its 16 bytes, a time as milliseconds since 1970 UTC. */
public final class Columns {

  private static final int UUID_BYTES = 16;

  private Columns() {}

  /** A UUID as a bound parameter. */
  public static byte[] of(UUID value) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  /** A time as a bound parameter. */
  public static long of(Instant value) {
    return value.toEpochMilli();
  }

  /** The UUID in a column. */
  public static UUID uuid(Row row, int column) {
    Buffer bytes = row.getBuffer(column);
    return new UUID(bytes.getLong(0), bytes.getLong(Long.BYTES));
  }

  /** The UUID in a column of JDBC's, where the first is 1. */
  public static UUID uuid(ResultSet row, int column) throws SQLException {
    ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** The time in a column of JDBC's, where the first is 1. */
  public static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** The time in a column. */
  public static Instant instant(Row row, int column) {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
