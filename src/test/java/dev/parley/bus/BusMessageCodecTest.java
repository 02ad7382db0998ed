package dev.parley.bus;

import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.edited;
import static dev.parley.testing.Samples.message;
import static dev.parley.testing.Samples.namedRoom;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.HistoryPage.Kind;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.SelectMessages;
import dev.parley.bus.PersonQuery.InsertPerson.Way;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.ServerSettings.SignUp;
import dev.parley.rights.RoomRole;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import dev.parley.testing.Samples;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusMessageCodecTest {
  private static final MessageContent CONTENT =
      new MessageContent("\uD83D\uDC4B <b>\"\u05E9\u05DC\u05D5\u05DD\"\n\\u0000\u2028");
  private static final Nonce NONCE = new Nonce("n-1");
  private static final RoomName NAME = new RoomName("Caf\u00E9 \uD83C\uDF89");
  private static final Message MESSAGE =
      new Message(new MessageId(uuid(9)), ROOM, new Seq(7), JOHN, CONTENT, NOON, NONCE);
  private static final EncodedFrame FRAME =
      new EncodedFrame("{\"a\":\"\u00E9\"}".getBytes(StandardCharsets.UTF_8));

  private static final Actor ANN =
      new Actor(
          new PersonName("Ann"), new PersonId(uuid(5)), ServerRole.ADMINISTRATOR, "127.0.0.1");

  private static final Draft DRAFT =
      new Draft(ROOM, new MessageId(uuid(9)), CONTENT.value(), new MessageId(uuid(4)), NOON, 7);
  private static final FollowedThread THREAD =
      new FollowedThread(
          ROOM, new MessageId(uuid(9)), new Seq(7), true, new Seq(9), 3, NOON.plusMillis(1));
  private static final Person PERSON = Person.of(ANN.id(), JOHN, ServerRole.MEMBER, NOON);
  private static final Secret SECRET = new Secret("hunter2-and-more");
  private static final Proof PROOF = new Proof(ANN.id(), SECRET, true);
  private static final TokenHash HASH = TokenHash.of("parley_s_x");
  private static final Picture PICTURE = new Picture(new byte[] {1, 2});
  private static final Session SESSION =
      new Session(
          new SessionId(uuid(8)),
          ANN.id(),
          Session.Kind.TOKEN,
          "script",
          Set.of(Scope.READ, Scope.ADMIN),
          "127.0.0.1",
          NOON,
          NOON,
          null);
  private static final Link LINK =
      new Link(
          new LinkId(uuid(9)),
          Link.Kind.INVITATION,
          null,
          JANE,
          "",
          1,
          5,
          NOON,
          NOON.plusMillis(1));

  private final BusMessageCodec codec = new BusMessageCodec();

  /** One or more of every kind: a new kind needs one here. */
  static Stream<BusMessage> examples() {
    return Stream.concat(others(), RoomExamples.all());
  }

  private static Stream<BusMessage> others() {
    return Stream.of(
        new RoomCommand.CreateRoom(ROOM, Samples.GUEST, NAME),
        new RoomCommand.FindRoom(ROOM, ANN),
        new RoomCommand.DeleteRoom(ROOM, Samples.GUEST),
        new RoomCommand.PostMessage(ROOM, Samples.GUEST, CONTENT, NONCE),
        new RoomCommand.PostMessage(ROOM, Samples.GUEST, CONTENT, null),
        new RoomCommand.ReadHistory(ROOM, Actor.ANYBODY, HistoryPage.newest(50), true),
        new RoomCommand.ReadChanges(ROOM, ANN, new Seq(4), new Seq(9)),
        new RoomCommand.JoinRoom(ROOM, Samples.GUEST, connection(3)),
        new RoomCommand.LeaveRoom(ROOM, JOHN, connection(3)),
        new RoomCommand.NotifyTyping(ROOM, Samples.GUEST),
        new RoomCommand.ListOnline(ROOM, Actor.NOBODY),
        new RoomCommand.ListPeople(ROOM),
        new PresenceCommand.SayPresence(ANN.id(), connection(3), Availability.AWAY),
        new PresenceCommand.ListPresence(List.of(ANN.id())),
        new Reply.PresenceListed(List.of(Availability.ONLINE, Availability.OFFLINE)),
        new NodeEvent.PeopleTold(
            new NodeId("a"),
            List.of(new NodeEvent.PeopleTold.PersonAt(ANN.id(), Availability.ONLINE))),
        new OwnCommand.KeepDraft(ANN, DRAFT, connection(3)),
        new RoomCommand.ListReceipts(ROOM, ANN, new MessageId(uuid(9)), JANE, 10),
        new ReceiptQuery(ROOM, new MessageId(uuid(9)), ANN.id(), null, 10),
        new Reply.ReceiptsListed(
            List.of(new Reply.ReceiptsListed.ReadBy(ANN.id(), JOHN, "Johnny")), true),
        new OwnNews.ReceiptGiven(List.of(ANN.id()), ROOM, JOHN, new Seq(7)),
        new OwnCommand.FollowThread(ROOM, ANN, new MessageId(uuid(9)), true),
        new OwnCommand.ReadThread(ROOM, ANN, new MessageId(uuid(9)), new Seq(7)),
        new OwnQuery.ListThreads(ANN, THREAD.cursor(), 10),
        new OwnNews.ThreadChanged(ANN.id(), THREAD, true),
        new FollowQuery.SetFollow(ANN.id(), ROOM, new MessageId(uuid(9)), false, NOON),
        new FollowQuery.MarkThread(ANN.id(), ROOM, new MessageId(uuid(9)), new Seq(7)),
        new FollowQuery.SelectFollowed(ANN.id(), null, 10),
        new Reply.ThreadFound(THREAD),
        new Reply.ThreadsFound(List.of(THREAD), THREAD.cursor()),
        new Reply.ThreadsListed(
            List.of(new Reply.ThreadsListed.Listed(THREAD, MESSAGE)), THREAD.cursor()),
        new OwnQuery.ListDrafts(ANN),
        new OwnNews.DraftChanged(ANN.id(), connection(3), DRAFT),
        new DraftQuery.PutDraft(ANN.id(), Draft.gone(ROOM, null, NOON), null),
        new DraftQuery.SelectDrafts(ANN.id()),
        new Reply.DraftKept(DRAFT),
        new Reply.DraftsFound(List.of(DRAFT)),
        new MarkSeen(List.of(ANN.id()), NOON),
        new AccessQuery.ReadAccess(-1),
        new AuditQuery("Ann", "room", "Ben", ROOM, NOON, NOON, 7L, 50),
        new AuditQuery(null, null, null, null, null, null, null, 200),
        new Reply.AuditRead(
            List.of(
                new AuditRecord(
                    7, NOON, ANN.id(), "Ann", "room.ban", "Ben", ROOM, "127.0.0.1", "{}")),
            true),
        new ReportQuery.SelectReports(ANN, true, new ReportId(uuid(9)), 50),
        new ReportQuery.CloseReport(ANN, new ReportId(uuid(9)), "acted", ""),
        new Reply.ReportsRead(
            List.of(
                new Report(
                    new ReportId(uuid(9)),
                    ROOM,
                    "General",
                    new MessageId(uuid(4)),
                    "Ben",
                    "Hello!",
                    "Ann",
                    "rude",
                    NOON,
                    null,
                    null,
                    null)),
            false),
        new Reply.AccessRead(
            7, List.of(AccessChange.of(ANN.id(), ANN.name()), AccessChange.ofEverything(7))),
        new FindStorage(),
        new Reply.StorageFound(new NodeId("a")),
        new DirectoryQuery(null, ROOM, 10),
        new DirectoryQuery(ANN, null, 1000),
        new RoomEvent.MessagesPosted(List.of(MESSAGE, edited(1, 8))),
        new RoomEvent.RoomDeleted(ROOM),
        new RoomEvent.PresenceChanged(ROOM, new NodeId("a"), 3, 5, JOHN, true),
        new RoomEvent.TypingStarted(ROOM, new NodeId("a"), JOHN),
        new NodeEvent.NodesChanged(List.of(new NodeId("a"), new NodeId("b"))),
        new NodeEvent.AccessChanged(
            List.of(
                new AccessChange(7, ANN.id(), new SessionId(uuid(8)), "ann", ROOM),
                new AccessChange(8, null, null, null, null))),
        new NodeEvent.PresenceTold(
            new NodeId("a"), 7, List.of(new NodeEvent.PresenceTold.Told(ROOM, 5))),
        new Deliver(Long.MAX_VALUE, List.of(FRAME, FRAME), new Seq(8), true),
        new FanoutEvent.TellTyping(1, FRAME, JOHN),
        new FanoutEvent.TellPresence(1, FRAME, FRAME, null),
        new CloseAll(2),
        new RoomQuery.SelectRoom(ROOM),
        new SelectRooms(new DirectoryQuery(ANN, ROOM, 5)),
        new RoomQuery.SelectHeads(List.of(ROOM)),
        new AppendMessage(
            ROOM,
            new MessageId(uuid(4)),
            JOHN,
            new PersonId(uuid(5)),
            CONTENT,
            NOON.plusMillis(1),
            null),
        new MessageQuery.SelectChanges(ROOM, new Seq(4), new Seq(9)),
        new SelectMessages(ROOM, new HistoryPage(Kind.AROUND, new Seq(5), 100), false),
        new Reply.Done(),
        new Reply.RoomFound(namedRoom(ROOM, "General"), new Seq(12)),
        new RoomsListed(List.of(namedRoom(ROOM, "One"), namedRoom(ROOM, "Two")), true),
        new Reply.HeadsRead(List.of(new Reply.HeadsRead.Head(ROOM, new Seq(12)))),
        new MessageStored(MESSAGE, true),
        new HistoryRead(List.of(message(1), MESSAGE), null, new Seq(7)),
        new HistoryRead(List.of(), new Seq(3), null),
        new Reply.ChangesRead(List.of(MESSAGE)),
        new Reply.Joined(5, new Seq(4), EPOCH, List.of(JOHN), NOON),
        new Reply.PeopleListed(new NodeId("a"), 5, List.of(JOHN)),
        new Reply.OnlineListed(List.of(JOHN, JANE)),
        new PersonQuery.FindName("ann"),
        new PersonQuery.SelectPerson(JOHN),
        new PersonQuery.SelectPeople("a", JOHN, 5, true),
        new PersonQuery.SelectCredentials(JOHN),
        new PersonQuery.InsertPerson(ANN, PERSON, SECRET, Way.LINK, HASH),
        new PersonQuery.ChangeProfile(ANN.id(), "Ann", null, "busy", true, false),
        new PersonQuery.ChangePassword(ANN, SESSION.id(), SECRET, PROOF),
        new PersonQuery.ResetPassword(HASH, SECRET, "127.0.0.1"),
        new PersonQuery.BeginTwoFactor(SECRET, PROOF),
        new PersonQuery.ConfirmTwoFactor(ANN, SECRET, List.of(HASH)),
        new PersonQuery.EndTwoFactor(ANN, JOHN, null),
        new PersonQuery.UseCode(ANN.id(), SECRET),
        new PersonQuery.NoteAct(ANN, "me.export", JOHN),
        new PersonQuery.ChangePerson(ANN, JOHN, ServerRole.MEMBER, null),
        new PersonQuery.RemovePerson(ANN, JOHN, true, false, null),
        new PersonQuery.SetAvatar(ANN.id(), PICTURE, PICTURE),
        new PersonQuery.SelectAvatar(JOHN, 64),
        new SessionQuery.NoteCookie(SESSION.id()),
        new SessionQuery.InsertSession(SESSION, HASH, null, 5, ANN, PROOF),
        new SessionQuery.FindSession(HASH, "127.0.0.1"),
        new SessionQuery.SelectSession(SESSION.id()),
        new SessionQuery.SelectSessions(ANN.id(), Session.Kind.TOKEN),
        new SessionQuery.RevokeSession(ANN, SESSION.id(), Session.Kind.BROWSER),
        new SessionQuery.RevokeSessions(ANN, JOHN, null),
        new LinkQuery.InsertLink(ANN, LINK, HASH),
        new LinkQuery.SelectLink(HASH),
        new LinkQuery.SelectInvitations(5),
        new LinkQuery.RevokeInvitation(ANN, LINK.id()),
        new SettingQuery.SelectSettings(),
        new SettingQuery.ChangeSettings(ANN, SignUp.OPEN, null),
        new ExportQuery.SelectMemberships(ANN.id()),
        new ExportQuery.SelectWritten(ANN.id(), ROOM, new Seq(4)),
        new Reply.NameFound(true),
        new Reply.PersonFound(PERSON),
        new Reply.PeopleFound(List.of(PERSON), true),
        new Reply.CredentialsFound(PERSON, SECRET),
        new Reply.CredentialsFound(null, null),
        new Reply.SessionFound(SESSION, PERSON, true),
        new Reply.SessionsFound(List.of(SESSION)),
        new Reply.LinkFound(LINK),
        new Reply.LinksFound(List.of(LINK)),
        new Reply.SettingsFound(ServerSettings.FIRST, true),
        new Reply.AvatarFound(7, PICTURE),
        new Reply.MembershipsFound(
            List.of(new Reply.MembershipsFound.Membership(ROOM, "General", RoomRole.OWNER, NOON))),
        new Reply.WrittenFound(List.of(MESSAGE), null, new Seq(0)));
  }

  @Test
  void whatIsSecretShowsNowhere() {
    assertThat(examples().map(Object::toString))
        .noneMatch(text -> text.contains(SECRET.value()) || text.contains(HASH.value()));
  }

  @Test
  void everyKindHasAnExample() {
    assertThat(examples().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(
            BusMessageCodec.leaves(BusMessage.class).<Class<?>>map(leaf -> leaf).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyMessageComesBackAsItWas(BusMessage example) {
    Buffer wire = Buffer.buffer("before");
    int position = wire.length();
    codec.encodeToWire(wire, example);
    wire.appendString("behind");
    assertThat(codec.decodeFromWire(position, wire)).isEqualTo(example).isNotSameAs(example);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void onOneNodeItIsTheSameInstance(BusMessage example) {
    assertThat(codec.transform(example)).isSameAs(example);
  }

  @Test
  void aKindThatThisNodeDoesNotKnowIsRefused() {
    Buffer wire = Buffer.buffer().appendInt(7).appendString("Runtime").appendInt(2);
    wire.appendString("{}");
    assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Runtime");
  }

  @Test
  void whatIsNotUsableDoesNotGetInFromAnotherNodeEither() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, new RoomCommand.NotifyTyping(ROOM, Samples.GUEST));
    Buffer broken = Buffer.buffer(wire.toString().replace("John", "J\\u00"));
    assertThatThrownBy(() -> codec.decodeFromWire(0, broken)).isInstanceOf(RuntimeException.class);
    Buffer blank = Buffer.buffer(wire.toString().replace("John", "    "));
    assertThatThrownBy(() -> codec.decodeFromWire(0, blank)).hasMessageContaining("name");
  }

  @Test
  void listsInMessagesCanNotBeChanged() {
    List<PersonName> people = new ArrayList<>(List.of(JOHN));
    Reply.OnlineListed listed = new Reply.OnlineListed(people);
    people.add(JANE);
    assertThat(listed.people()).containsExactly(JOHN);
  }
}
