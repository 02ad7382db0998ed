package dev.parley.bus;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes new ids. Safe for any thread if its source is.
 *
 * @param source gives version 7 UUIDs, each later than the one before
 */
public record Ids(Supplier<UUID> source) {

  /** A new room's id. */
  public RoomId room() {
    return new RoomId(source.get());
  }

  /** What tells a new room's log from any other. */
  public Epoch epoch() {
    // the random half of the id
    return new Epoch("%016x".formatted(source.get().getLeastSignificantBits()));
  }

  /** A new message's id. */
  public MessageId message() {
    return new MessageId(source.get());
  }

  /** A new account's id. */
  public PersonId person() {
    return new PersonId(source.get());
  }

  /** A new session's id. */
  public SessionId session() {
    return new SessionId(source.get());
  }

  /** A new report's id. */
  public ReportId report() {
    return new ReportId(source.get());
  }

  /** A new erasure's id. */
  public ErasureId erasure() {
    return new ErasureId(source.get());
  }

  /** A new link's id. */
  public LinkId link() {
    return new LinkId(source.get());
  }

  /** A new connection's id. */
  public ConnectionId connection() {
    return new ConnectionId(source.get());
  }
}
