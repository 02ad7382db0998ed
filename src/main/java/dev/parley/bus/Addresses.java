package dev.parley.bus;

/**
 * Builds every bus address; there is no address literal anywhere else.
 *
 * <p>Rooms are spread over {@link #SHARDS} shards by the hash of their id. The number is fixed:
 * nodes of one cluster must agree on it, and a clustered registration is too dear to have one per
 * room.
 */
public final class Addresses {

  /** How many shards the rooms are spread over. */
  public static final int SHARDS = 64;

  private Addresses() {}

  /** The shard that a room belongs to, from 0 to {@link #SHARDS} - 1; the same on every node. */
  public static int shardOf(RoomId room) {
    return Math.floorMod(room.value().hashCode(), SHARDS);
  }

  /** Where the {@link RoomCommand}s for the rooms of a shard are carried out. */
  public static String roomCommands(int shard) {
    return "room.command." + shard;
  }

  /** Where the {@link RoomCommand}s for one room are carried out. */
  public static String roomCommands(RoomId room) {
    return roomCommands(shardOf(room));
  }

  /** Where {@link RoomEvent}s of the rooms of a shard are published after their commit. */
  public static String roomEvents(int shard) {
    return "room.event." + shard;
  }

  /** Where {@link RoomEvent}s of one room are published after their commit. */
  public static String roomEvents(RoomId room) {
    return roomEvents(shardOf(room));
  }

  /** Where {@link DirectoryQuery} is answered: the list of rooms. */
  public static String roomDirectory() {
    return "room.directory";
  }

  /** Where {@link MembershipsQuery} is answered: the list of one's own rooms. */
  public static String memberships() {
    return "room.memberships";
  }

  /** Where a node answers what others ask of it, whichever room it is about. */
  public static String node(NodeId node) {
    return "node." + node;
  }

  /** Where an {@link NodeEvent.AccessChanged} is published to everybody on this node. */
  public static String access() {
    return "access";
  }

  /** Where an {@link NodeEvent.AccessChanged} is published to the other nodes. */
  public static String accessEverywhere() {
    return "access.everywhere";
  }

  /** Where {@link PresenceCommand}s are carried out. */
  public static String presence() {
    return "presence";
  }

  /** Where {@link NodeEvent}s are published. */
  public static String nodes() {
    return "nodes";
  }

  /**
   * Where the {@link FanoutEvent}s of one room are published to this node's sockets, and to no
   * other node.
   */
  public static String fanout(RoomId room) {
    return "fanout." + room.value();
  }

  /** Where {@link FindStorage} is answered, by any node that has a database. */
  public static String storage() {
    return "storage";
  }

  /** Where a node answers {@link StoreQuery}s for those that have no database. */
  public static String storage(NodeId node) {
    return "storage." + node;
  }

  /** Where {@link MarkSeen} is answered from the database. */
  public static String seenStore() {
    return "store.seen";
  }

  /** Where {@link AuditQuery}s are answered from the database. */
  public static String auditStore() {
    return "store.audit";
  }

  /** Where {@link ReportQuery}s are answered from the database. */
  public static String reportStore() {
    return "store.report";
  }

  /** Where {@link AccessQuery}s are answered from the database. */
  public static String accessStore() {
    return "store.access";
  }

  /** Where {@link RoomQuery}s are answered from the database. */
  public static String roomStore() {
    return "store.room";
  }

  /** Where {@link MemberQuery}s are answered from the database. */
  public static String memberStore() {
    return "store.member";
  }

  /** Where {@link RestrictionQuery}s are answered from the database. */
  public static String restrictionStore() {
    return "store.restriction";
  }

  /** Where {@link MessageQuery}s are answered from the database. */
  public static String messageStore() {
    return "store.message";
  }

  /** Where {@link ConversationQuery}s are answered from the database. */
  public static String conversationStore() {
    return "store.conversation";
  }

  /** Where {@link PersonQuery}s are answered from the database. */
  public static String personStore() {
    return "store.person";
  }

  /** Where {@link SessionQuery}s are answered from the database. */
  public static String sessionStore() {
    return "store.session";
  }

  /** Where {@link LinkQuery}s are answered from the database. */
  public static String linkStore() {
    return "store.link";
  }

  /** Where {@link SettingQuery}s are answered from the database. */
  public static String settingStore() {
    return "store.setting";
  }

  /** Where {@link ExportQuery}s are answered from the database. */
  public static String exportStore() {
    return "store.export";
  }
}
