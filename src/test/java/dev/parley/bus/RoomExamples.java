package dev.parley.bus;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.message;
import static dev.parley.testing.Samples.namedRoom;
import static dev.parley.testing.Samples.uuid;

import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.testing.Samples;
import java.util.List;
import java.util.stream.Stream;

/** What crosses the bus on rooms, their members and the order in them. */
final class RoomExamples {
  private static final PersonId ID = new PersonId(uuid(5));
  private static final Actor ANN =
      new Actor(new PersonName("Ann"), ID, ServerRole.MEMBER, "127.0.0.1");
  private static final Basis BASIS = new Basis(ROOM, 7, ANN, NOON);
  private static final MessageId MESSAGE = new MessageId(uuid(4));
  private static final List<MessageId> TWO = List.of(MESSAGE, new MessageId(uuid(6)));
  private static final Emoji THUMB = new Emoji("\uD83D\uDC4D");
  private static final RoomName NAME = new RoomName("New");
  private static final RoomMember MEMBER =
      new RoomMember(ID, JOHN, "John Doe", RoomRole.OWNER, NOON, null);

  private RoomExamples() {}

  static Stream<BusMessage> all() {
    return Stream.of(commands(), queries(), replies()).flatMap(each -> each);
  }

  private static Stream<BusMessage> commands() {
    return Stream.of(
        new RoomCommand.CreateRoom(ROOM, ANN, NAME, RoomKind.PRIVATE, true, new Topic("All of it")),
        new RoomCommand.OpenDirect(ROOM, ANN, List.of(JOHN, JANE)),
        new RoomCommand.ChangeRoom(
            ROOM, ANN, new RoomChange(NAME, Topic.NONE, true, null, 30, RoomKind.PRIVATE)),
        new MemberCommand.BecomeMember(ROOM, ANN),
        new MemberCommand.CeaseMember(ROOM, ANN),
        new MemberCommand.ListMembers(ROOM, ANN, null, 10),
        new MemberCommand.PutMember(ROOM, ANN, JOHN, RoomRole.READER),
        new MemberCommand.RemoveMember(ROOM, ANN, JOHN),
        new MemberCommand.ChangePreferences(ROOM, ANN, null, NotificationLevel.MENTIONS),
        new ModerationCommand.MutePerson(ROOM, ANN, JOHN, 600),
        new ModerationCommand.UnmutePerson(ROOM, ANN, JOHN),
        new ModerationCommand.BanPerson(ROOM, ANN, JOHN, true, "rude"),
        new ModerationCommand.UnbanPerson(ROOM, ANN, JOHN),
        new ModerationCommand.ListRestrictions(ROOM, ANN),
        new ModerationCommand.DeleteMessage(ROOM, ANN, MESSAGE),
        new ModerationCommand.ReportMessage(ROOM, ANN, MESSAGE, new ReportId(uuid(9)), "rude"),
        new MessageCommand.EditMessage(ROOM, ANN, MESSAGE, new MessageContent("Other words")),
        new MessageCommand.React(ROOM, ANN, MESSAGE, THUMB, true),
        new MessageCommand.PinMessage(ROOM, ANN, MESSAGE, false),
        new MessageCommand.ReadMessage(ROOM, ANN, MESSAGE),
        new MessageCommand.ReadVersions(ROOM, ANN, MESSAGE),
        new MessageCommand.ReadReactions(ROOM, ANN, MESSAGE, THUMB, new Seq(3), 10),
        new MessageCommand.ReadThread(ROOM, ANN, MESSAGE, HistoryPage.after(new Seq(3), 10)),
        new RoomCommand.ListPins(ROOM, ANN),
        new MembershipsQuery(ANN, ROOM, 100),
        new FanoutEvent.Expel(3, List.of(connection(3)), FailureCode.BANNED));
  }

  private static Stream<BusMessage> queries() {
    return Stream.of(
        new RoomQuery.InsertRoom(namedRoom(ROOM, "General"), Samples.GUEST),
        new RoomQuery.InsertDirect(namedRoom(ROOM, "Direct"), ANN, List.of(ID)),
        new RoomQuery.UpdateRoom(BASIS, TWO, new RoomChange(NAME, null, null, null, null, null)),
        new RoomQuery.RemoveRoom(BASIS),
        new MemberQuery.SelectAccess(ROOM, ID, "ann"),
        new MemberQuery.SelectAccess(ROOM, null, null),
        new MemberQuery.SelectWholeAccess(ROOM),
        new MemberQuery.SelectAccount(JOHN),
        new MemberQuery.SelectMembers(ROOM, JOHN, 10),
        new MemberQuery.SelectMemberships(ID, null, 10),
        new MemberQuery.SelectMember(ROOM, ID),
        new MemberQuery.AddMember(BASIS, MESSAGE, ID, JOHN, RoomRole.MEMBER),
        new MemberQuery.SetRole(BASIS, MESSAGE, ID, JOHN, RoomRole.MODERATOR),
        new MemberQuery.DropMember(BASIS, TWO, ID, JOHN),
        new MemberQuery.SetPreferences(ROOM, ID, true, NotificationLevel.NOTHING),
        new RestrictionQuery.Mute(BASIS, JOHN, NOON),
        new RestrictionQuery.Ban(BASIS, TWO, ID, JOHN, "", new ErasureId(uuid(8))),
        new RestrictionQuery.Unban(BASIS, JOHN),
        new RestrictionQuery.SelectRestrictions(ROOM),
        new MessageQuery.SelectMessage(ROOM, MESSAGE),
        new MessageQuery.RemoveMessage(BASIS, MESSAGE),
        new ConversationQuery.UpdateContent(
            BASIS, MESSAGE, new MessageContent("Other words"), rich().extras().mentions()),
        new ConversationQuery.UpdateReaction(BASIS, MESSAGE, THUMB, true),
        new ConversationQuery.UpdatePin(BASIS, MESSAGE, true),
        new ConversationQuery.SelectVersions(ROOM, MESSAGE),
        new ConversationQuery.SelectReactions(ROOM, MESSAGE, THUMB, new Seq(3), 10),
        new ConversationQuery.SelectThread(ROOM, MESSAGE, HistoryPage.newest(10)),
        new ConversationQuery.SelectPins(ROOM),
        new MessageQuery.InsertReport(new ReportId(uuid(9)), BASIS, MESSAGE, "rude"));
  }

  private static Stream<BusMessage> replies() {
    return Stream.of(
        new Reply.DirectOpened(namedRoom(ROOM, "Direct").with(List.of(JOHN, JANE)), true),
        new Reply.AccessFound(
            ROOM,
            7,
            RoomKind.PUBLIC,
            true,
            false,
            true,
            30,
            List.of(new Reply.AccessFound.Belonging(ID, RoomRole.OWNER)),
            List.of(new Reply.AccessFound.Restraint("john", NOON, true))),
        new Reply.AccountFound(ID, JOHN, ServerRole.MEMBER, true),
        Reply.AccountFound.NONE,
        new Reply.MembersListed(List.of(MEMBER), true),
        new Reply.MemberFound(MEMBER),
        new Reply.MembershipsListed(
            List.of(
                new Membership(
                    namedRoom(ROOM, "General"), RoomRole.MEMBER, true, NotificationLevel.ALL)),
            false),
        new Reply.RestrictionsListed(List.of(new Restriction(JOHN, NOON, null, "rude", JANE))),
        new Reply.Amended(false),
        new Reply.MessageFound(message(3)),
        new Reply.MessageFound(rich()),
        new Reply.VersionsRead(
            message(3), List.of(new Version(new MessageContent("Before"), NOON))),
        new Reply.ReactionsRead(List.of(new Reaction(new Seq(4), JOHN, ID)), new Seq(4)),
        new Reply.ThreadRead(message(3), List.of(message(4)), new Seq(4), null),
        new Reply.PinsRead(List.of(rich())),
        new Reply.ReportStored(new ReportId(uuid(9)), true));
  }

  /** A message with all that can stand at it, whose latest change was a reaction. */
  private static Message rich() {
    Extras extras =
        new Extras(
            new Quote(MESSAGE, new Seq(1), JANE, "What?"),
            new ThreadPlace(MESSAGE, 2, NOON),
            new ThreadSummary(1, NOON),
            List.of(new Tally(THUMB.value(), 2, List.of(JOHN, JANE))),
            new Pin(JANE, NOON),
            List.of(
                new Mention(Mention.Kind.PERSON, ID, JOHN, 0, 5),
                new Mention(Mention.Kind.ROOM, null, null, 6, 5)),
            List.of(
                new FileRef(
                    new FileId(uuid(7)), "sea.jpg", "image/jpeg", 204_800, 1600, 1200, true)));
    Deed deed = new Deed(Deed.Kind.REACTED, JOHN, ID, THUMB.value());
    Change change = new Change(new Seq(9), null, null, deed);
    return message(3).with(new MessageContent("@John @room"), change, extras);
  }
}
