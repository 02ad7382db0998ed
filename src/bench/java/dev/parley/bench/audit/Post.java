package dev.parley.bench.audit;

/**
 * What the audit has to know of one delivered message. One object is filled again and again, since
 * there may be a million in a second.
 *
 * <p>The content of a message begins with a marker, {@code ~index.sender.due~}: its number in the
 * room, from 0, who of the room's senders it is from, and when it was due, in nanoseconds.
 */
public final class Post {

  /** The shortest content that holds any marker, in characters. */
  public static final int MIN_SIZE = 64;

  private long position;
  private long index;
  private int sender;
  private long due;
  private int at;

  /** A message's content, so many characters long. */
  public static String content(long index, int sender, long due, int size) {
    StringBuilder content = new StringBuilder(size);
    content.append('~').append(index).append('.').append(sender).append('.').append(due);
    content.append('~');
    while (content.length() < size) {
      content.append('x');
    }
    return content.toString();
  }

  /**
   * Fills this from a content.
   *
   * @param from where the content begins
   * @return false if it has no marker
   */
  public boolean read(long newPosition, byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '~') {
      return false;
    }
    at = from;
    position = newPosition;
    index = number(bytes, to, '.');
    sender = (int) number(bytes, to, '.');
    due = number(bytes, to, '~');
    return due >= 0 && sender >= 0 && index >= 0;
  }

  /** Its place in the room's log. */
  public long position() {
    return position;
  }

  /** Its number among the messages of the room. */
  public long index() {
    return index;
  }

  /** Who of the room's senders it is from. */
  public int sender() {
    return sender;
  }

  /** When it was due. */
  public long due() {
    return due;
  }

  /** The number behind {@code at} up to this character; -1 if there is none. */
  private long number(byte[] bytes, int to, char end) {
    long number = 0;
    int i = at + 1;
    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
      number = number * 10 + bytes[i++] - '0';
    }
    boolean good = at >= 0 && i > at + 1 && i < to && bytes[i] == end;
    at = good ? i : -1;
    return good ? number : -1;
  }
}
