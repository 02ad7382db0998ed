package dev.parley.bench.audit;

import java.util.Arrays;

/** What was posted into one room, and at which place of its log each message was seen. */
public final class RoomLog {

  private final String id;
  private final Received refused = new Received();
  private long posted;
  private long[] indexAt = new long[1024]; // by position; 0 where nothing was seen, else index + 1

  /** A room in which nothing has happened yet. */
  public RoomLog(String id) {
    this.id = id;
  }

  /** The server's name for it. */
  public String id() {
    return id;
  }

  /** Counts a message and gives its number. */
  public long post() {
    return posted++;
  }

  /** The server has said that it won't take this message. */
  public void refuse(long index) {
    refused.add(index);
  }

  /** How many messages everybody in the room has to get. */
  public long accepted() {
    return posted - refused.count();
  }

  /** How many of them are not among these. */
  long missing(Received received) {
    return received.missing(posted, refused);
  }

  /** Whether nobody has seen another message at this place: one order for everybody. */
  boolean agrees(long position, long index) {
    int at = Math.toIntExact(position);
    if (at >= indexAt.length) {
      indexAt = Arrays.copyOf(indexAt, Math.max(at + 1, indexAt.length * 2));
    }
    if (indexAt[at] == 0) {
      indexAt[at] = index + 1;
    }
    return indexAt[at] == index + 1;
  }
}
