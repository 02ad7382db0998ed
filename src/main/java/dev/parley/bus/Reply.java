package dev.parley.bus;

import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import java.time.Instant;
import java.util.List;

/** The answers to commands and queries. What did not work is a {@link Failure} instead. */
public sealed interface Reply extends BusMessage {

  /** It is done, and there is nothing more to say. */
  record Done() implements Reply {}

  /**
   * A room.
   *
   * @param head the last seq given in its log, 0 for an empty one
   */
  record RoomFound(Room room, Seq head) implements Reply {}

  /**
   * A page of rooms, newest first.
   *
   * @param more whether there are older ones
   */
  record RoomsListed(List<Room> rooms, boolean more) implements Reply {
    public RoomsListed {
      rooms = List.copyOf(rooms);
    }
  }

  /** How far the logs of some rooms go, in no order; a room that is gone isn't in it. */
  record HeadsRead(List<Head> heads) implements Reply {
    /** The last seq given in a room's log. */
    public record Head(RoomId room, Seq seq) {}

    public HeadsRead {
      heads = List.copyOf(heads);
    }
  }

  /**
   * The message is committed.
   *
   * @param duplicate whether it was there before, under the same nonce
   */
  record MessageStored(Message message, boolean duplicate) implements Reply {}

  /**
   * A page of messages in the order of their seq.
   *
   * @param older the {@code before} that leads to older messages, null if there are none
   * @param newer the {@code after} that leads to newer messages, null if there are none
   */
  record HistoryRead(List<Message> messages, Seq older, Seq newer) implements Reply {
    public HistoryRead {
      messages = List.copyOf(messages);
    }
  }

  /** What changed in a part of a log, in the order of {@link Message#position()}. */
  record ChangesRead(List<Message> messages) implements Reply {
    public ChangesRead {
      messages = List.copyOf(messages);
    }
  }

  /**
   * The connection is in the room.
   *
   * @param stamp the last {@link FanoutEvent#stamp()} before the connection was in
   * @param head the seq of the last change that the room had shown by then: up to it there is the
   *     log, what comes after it comes live
   * @param epoch which log that is
   * @param online everybody who is in the room, in the order of coming
   * @param at when it came in
   */
  record Joined(long stamp, Seq head, Epoch epoch, List<PersonName> online, Instant at)
      implements Reply {
    public Joined {
      online = List.copyOf(online);
    }
  }

  /**
   * Who is in the room at one node, in the order of coming.
   *
   * @param version of its last {@link RoomEvent.PresenceChanged} for the room, 0 before the first
   */
  record PeopleListed(NodeId node, long version, List<PersonName> people) implements Reply {
    public PeopleListed {
      people = List.copyOf(people);
    }
  }

  /**
   * What has changed in what somebody may do, in the order of writing.
   *
   * @param last the number of the last change there is, 0 if there was never one
   */
  record AccessRead(long last, List<AccessChange> changes) implements Reply {
    public AccessRead {
      changes = List.copyOf(changes);
    }
  }

  /** How people are there, in the order in which it was asked about them. */
  record PresenceListed(List<Availability> people) implements Reply {
    public PresenceListed {
      people = List.copyOf(people);
    }
  }

  /**
   * A page of the audit log, the newest first.
   *
   * @param more whether there is anything older
   */
  record AuditRead(List<AuditRecord> records, boolean more) implements Reply {
    public AuditRead {
      records = List.copyOf(records);
    }
  }

  /**
   * A page of reports, the newest first.
   *
   * @param more whether there are older ones
   */
  record ReportsRead(List<Report> reports, boolean more) implements Reply {
    public ReportsRead {
      reports = List.copyOf(reports);
    }
  }

  /** A node that has a database. */
  record StorageFound(NodeId node) implements Reply {}

  /** Who is in the room, in the order of coming. */
  record OnlineListed(List<PersonName> people) implements Reply {
    public OnlineListed {
      people = List.copyOf(people);
    }
  }

  /** Whether somebody has, or had, an account with a name. */
  record NameFound(boolean taken) implements Reply {}

  /** An account. */
  record PersonFound(Person person) implements Reply {}

  /**
   * A page of accounts in the order of their names.
   *
   * @param more whether there are others after them
   */
  record PeopleFound(List<Person> people, boolean more) implements Reply {
    public PeopleFound {
      people = List.copyOf(people);
    }
  }

  /**
   * What a password is compared with.
   *
   * @param person null if nobody has the name
   * @param password the hash; null if nobody can sign in with a password
   */
  record CredentialsFound(Person person, Secret password) implements Reply {}

  /**
   * A session that hasn't ended, and whose it is.
   *
   * @param cookieIsOld whether its browser should be told again to keep the cookie
   */
  record SessionFound(Session session, Person person, boolean cookieIsOld) implements Reply {}

  /** Sessions, the last used first. */
  record SessionsFound(List<Session> sessions) implements Reply {
    public SessionsFound {
      sessions = List.copyOf(sessions);
    }
  }

  /** A link that can be used. */
  record LinkFound(Link link) implements Reply {}

  /** Links, the newest first. */
  record LinksFound(List<Link> links) implements Reply {
    public LinksFound {
      links = List.copyOf(links);
    }
  }

  /**
   * The settings.
   *
   * @param needsSetup whether there is no administrator yet
   */
  record SettingsFound(ServerSettings settings, boolean needsSetup) implements Reply {}

  /**
   * A picture.
   *
   * @param version counts the pictures of the account
   */
  record AvatarFound(long version, Picture picture) implements Reply {}

  /** The rooms that somebody is a member of. */
  record MembershipsFound(List<Membership> memberships) implements Reply {
    /**
     * What somebody is in a room.
     *
     * @param name of the room; empty for a direct conversation
     */
    public record Membership(RoomId room, String name, RoomRole role, Instant joinedAt) {}

    public MembershipsFound {
      memberships = List.copyOf(memberships);
    }
  }

  /**
   * What somebody wrote in a part of a room's log.
   *
   * @param nextRoom where to go on; null at the end of all rooms
   * @param nextAfter and after which seq of it
   */
  record WrittenFound(List<Message> messages, RoomId nextRoom, Seq nextAfter) implements Reply {
    public WrittenFound {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A direct conversation.
   *
   * @param begun whether there was none of these people before
   */
  record DirectOpened(Room room, boolean begun) implements Reply {}

  /**
   * What decides what people may do in a room.
   *
   * @param version rises with each change of any of this
   * @param members all of them, or only the one that was asked about
   * @param restrictions all of them, or only those that were asked about
   */
  record AccessFound(
      RoomId room,
      long version,
      RoomKind kind,
      boolean owned,
      boolean archived,
      boolean announcements,
      int slowMode,
      List<Belonging> members,
      List<Restraint> restrictions)
      implements Reply {

    /** What somebody is in the room. */
    public record Belonging(PersonId person, RoomRole role) {}

    /**
     * What somebody may not.
     *
     * @param name as {@link PersonName#key()}
     * @param mutedUntil null for never
     */
    public record Restraint(String name, Instant mutedUntil, boolean banned) {}

    public AccessFound {
      members = List.copyOf(members);
      restrictions = List.copyOf(restrictions);
    }
  }

  /**
   * Whose name it is.
   *
   * @param id null for nobody's, who may be a guest
   * @param name as its owner writes it; null for nobody's
   * @param active false for somebody who is deactivated or deleted
   */
  record AccountFound(PersonId id, PersonName name, ServerRole role, boolean active)
      implements Reply {

    /** Nobody has an account of this name. */
    public static final AccountFound NONE = new AccountFound(null, null, ServerRole.GUEST, false);

    /** Whether somebody has. */
    public boolean exists() {
      return id != null;
    }
  }

  /**
   * A page of members, by name.
   *
   * @param more whether there are further ones
   */
  record MembersListed(List<RoomMember> members, boolean more) implements Reply {
    public MembersListed {
      members = List.copyOf(members);
    }
  }

  /** A member. */
  record MemberFound(RoomMember member) implements Reply {}

  /**
   * A page of rooms that somebody belongs to, newest first.
   *
   * @param more whether there are older ones
   */
  record MembershipsListed(List<Membership> rooms, boolean more) implements Reply {
    public MembershipsListed {
      rooms = List.copyOf(rooms);
    }
  }

  /** Who is muted or banned, by name. */
  record RestrictionsListed(List<Restriction> restrictions) implements Reply {
    public RestrictionsListed {
      restrictions = List.copyOf(restrictions);
    }
  }

  /**
   * What became of a change.
   *
   * @param done false if the room had another state by then: it is to be decided anew
   */
  record Amended(boolean done) implements Reply {}

  /** A message. */
  record MessageFound(Message message) implements Reply {}

  /**
   * What a message said before, the first first.
   *
   * @param message as it is now
   */
  record VersionsRead(Message message, List<Version> versions) implements Reply {
    public VersionsRead {
      versions = List.copyOf(versions);
    }
  }

  /**
   * Who reacted with an emoji.
   *
   * @param next the {@code after} that leads to more; null if there are none
   */
  record ReactionsRead(List<Reaction> reactions, Seq next) implements Reply {
    public ReactionsRead {
      reactions = List.copyOf(reactions);
    }
  }

  /**
   * A thread: what it began with, and a page of its replies in the order of their seq.
   *
   * @param older the {@code before} that leads to older replies, null if there are none
   * @param newer the {@code after} that leads to newer replies, null if there are none
   */
  record ThreadRead(Message root, List<Message> replies, Seq older, Seq newer) implements Reply {
    public ThreadRead {
      replies = List.copyOf(replies);
    }
  }

  /** What is pinned in a room, what was pinned last first. */
  record PinsRead(List<Message> messages) implements Reply {
    public PinsRead {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A report is open.
   *
   * @param duplicate whether it was before
   */
  record ReportStored(ReportId report, boolean duplicate) implements Reply {}
}
