package dev.parley.bus;

/**
 * Builds the addresses that are open to others: services in the same Java process and, as far as
 * the bridges let them, clients. What is sent there is JSON; {@code contract/eventbus.yaml} is the
 * reference.
 *
 * <p>Each node answers them for its own process: nothing is registered in the cluster, where an
 * address for each room would be dear.
 */
public final class PublicAddresses {

  /**
   * Rises when what worked with the addresses no longer does. A request may say in the header
   * {@link #VERSION_HEADER} which one it is made for, and is refused if that isn't this one.
   */
  public static final int VERSION = 1;

  /** Names the version of a request, and of every answer and event. */
  public static final String VERSION_HEADER = "chat-version";

  static final String ROOM_PREFIX = "chat.room.";
  static final String POST_SUFFIX = ".post";
  static final String EVENTS_SUFFIX = ".events";

  private PublicAddresses() {}

  /** Lists and makes rooms. */
  public static String rooms() {
    return "chat.rooms";
  }

  /** Reads the messages of a room. */
  public static String history() {
    return "chat.history";
  }

  /** Finds people with accounts. */
  public static String people() {
    return "chat.people";
  }

  /** Says and changes who belongs to a room. */
  public static String members() {
    return "chat.members";
  }

  /** Changes and reads messages that are there. */
  public static String messages() {
    return "chat.messages";
  }

  /** Keeps order in a room. */
  public static String moderation() {
    return "chat.moderation";
  }

  /** Lets somebody into a room, whose events are then published at {@link #events}. */
  public static String follow() {
    return "chat.follow";
  }

  /** Ends what {@link #follow} began. */
  public static String unfollow() {
    return "chat.unfollow";
  }

  /** Says to a bridge who its client is; not of use without one. */
  public static String session() {
    return "chat.session";
  }

  /** Takes a message for a room. */
  public static String post(RoomId room) {
    return ROOM_PREFIX + room + POST_SUFFIX;
  }

  /** Tells what happens in a room, while somebody of this node follows it. */
  public static String events(RoomId room) {
    return ROOM_PREFIX + room + EVENTS_SUFFIX;
  }

  /** Whether it is that of a room's messages. */
  public static boolean isPost(String address) {
    return address.startsWith(ROOM_PREFIX) && address.endsWith(POST_SUFFIX);
  }

  /** Whether it is that of a room's events. */
  public static boolean isEvents(String address) {
    return address.startsWith(ROOM_PREFIX) && address.endsWith(EVENTS_SUFFIX);
  }

  /**
   * The room of an address for which {@link #isPost} or {@link #isEvents} holds.
   *
   * @throws Failure {@code room_not_found} if it names none
   */
  public static RoomId room(String address) {
    int end = address.lastIndexOf('.');
    return RoomId.parse(address.substring(Math.min(end, ROOM_PREFIX.length()), end));
  }
}
