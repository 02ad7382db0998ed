package dev.parley.socket;

import static dev.parley.socket.GoldenFrames.assertGolden;
import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Attached;
import dev.parley.bus.Change;
import dev.parley.bus.Deed;
import dev.parley.bus.Extras;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FileId;
import dev.parley.bus.FileRef;
import dev.parley.bus.Mention;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Pin;
import dev.parley.bus.Quote;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import dev.parley.bus.SessionId;
import dev.parley.bus.Tally;
import dev.parley.bus.ThreadPlace;
import dev.parley.bus.ThreadSummary;
import dev.parley.bus.Turnout;
import dev.parley.http.Caller;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.socket.ClientFrame.Ping;
import dev.parley.socket.ClientFrame.Post;
import dev.parley.socket.ClientFrame.Presence;
import dev.parley.socket.ClientFrame.Subscribe;
import dev.parley.socket.ClientFrame.Typing;
import dev.parley.socket.ClientFrame.Unsubscribe;
import dev.parley.testing.Samples;
import dev.parley.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The full protocol's frames, both ways, are as the contract has them. */
class FullFramesTest {
  private static final Instant TIME = Instant.parse("2026-01-02T10:30:00Z");
  private static final PersonId ANN = new PersonId(uuid(5));
  private static final Joined JOINED =
      new Joined(5, new Seq(120), EPOCH, List.of(JOHN, JANE), TIME);

  private static final String THUMB = "\uD83D\uDC4D";
  private static final PersonName ANNS = new PersonName("Ann");
  private static final Extras IN_THREAD =
      Extras.NONE.withThread(new ThreadPlace(new MessageId(uuid(3)), 2, TIME));

  private final FrameWriter writer = new FrameWriter(Duration.ofSeconds(3));
  private final AnswerWriter answers = new AnswerWriter(ConnectionsSetup.limits(10));
  private final FrameReader reader = FrameReader.ofFull();

  @Test
  void helloSaysWhoAndHowMuch() {
    Caller guest = Caller.ANYBODY.acting(Samples.GUEST);
    assertGolden("full-hello", answers.hello(connection(5), guest, TIME));
    Actor ann = new Actor(new PersonName("Ann"), ANN, ServerRole.ADMINISTRATOR, null);
    Caller signedIn = new Caller(ann, new SessionId(uuid(8)), Set.of(), "Ann Smith", TIME);
    assertGolden("full-hello-signed-in", answers.hello(connection(5), signedIn, TIME));
  }

  @Test
  void aPersonHearsWhatItIsInARoom() {
    assertGolden("full-member", answers.member(ROOM, RoomRole.MODERATOR));
    assertGolden("full-member-no-longer", answers.member(ROOM, null));
  }

  @Test
  void subscribedSaysWhatCameBeforeIt() {
    assertGolden("full-subscribed", answers.subscribed(ROOM, JOINED, true, new Seq(100)));
    assertGolden(
        "full-subscribed-not-recovered", answers.subscribed(ROOM, JOINED, false, new Seq(120)));
    assertGolden("full-unsubscribed", answers.unsubscribed(ROOM, null));
    assertGolden(
        "full-unsubscribed-room-gone", answers.unsubscribed(ROOM, FailureCode.ROOM_NOT_FOUND));
    assertGolden("full-unsubscribed-banned", answers.unsubscribed(ROOM, FailureCode.BANNED));
  }

  @Test
  void aMessageIsThatOfThePlainProtocolAndItsChangesTheirs() {
    assertGolden("full-message", writer.message(message("Hello!", null, null)));
    assertGolden(
        "full-message-edited",
        writer.message(
            message("Hello, Jane!", new Change(new Seq(9), TIME.plusSeconds(60), null))));
    assertGolden(
        "full-message-deleted",
        writer.message(message(null, new Change(new Seq(10), null, TIME.plusSeconds(120)))));
    assertGolden("full-caught-up", writer.caughtUp(ROOM, new Seq(42)));
  }

  @Test
  void whatIsDoneToAMessageIsToldAsItHappens() {
    Message written = message("Hello!", null);
    Deed edited = deed(Deed.Kind.EDITED, JOHN, null);
    Message rich =
        ofAccount("Hello @Ann, Jane!", null, change(14, TIME.plusSeconds(240), null, edited));
    assertGolden("full-message-edit", writer.message(named(rich).with(everything())));
    Deed deleted = deed(Deed.Kind.DELETED, ANNS, null);
    Message gone = message(null, change(10, null, TIME.plusSeconds(120), deleted));
    assertGolden("full-message-delete", writer.message(gone.with(IN_THREAD)));
    Deed reacted = deed(Deed.Kind.REACTED, ANNS, THUMB);
    Extras two = IN_THREAD.withReactions(List.of(new Tally(THUMB, 2, List.of(JOHN, ANNS))));
    assertGolden(
        "full-reaction",
        writer.message(written.with(written.content(), change(11, null, null, reacted), two)));
    Deed unreacted = deed(Deed.Kind.UNREACTED, new PersonName("Jane"), THUMB);
    assertGolden(
        "full-reaction-removed",
        writer.message(
            written.with(written.content(), change(12, null, null, unreacted), Extras.NONE)));
    Deed pinned = deed(Deed.Kind.PINNED, ANNS, null);
    Extras pin = IN_THREAD.withPin(new Pin(ANNS, TIME.plusSeconds(180)));
    assertGolden(
        "full-pin",
        writer.message(written.with(written.content(), change(13, null, null, pinned), pin)));
    Deed unpinned = deed(Deed.Kind.UNPINNED, ANNS, null);
    assertGolden(
        "full-pin-removed",
        writer.message(
            written.with(written.content(), change(14, null, null, unpinned), Extras.NONE)));
  }

  private static Deed deed(Deed.Kind kind, PersonName by, String emoji) {
    return new Deed(kind, by, by.equals(ANNS) ? ANN : null, emoji);
  }

  private static Change change(long seq, Instant editedAt, Instant deletedAt, Deed deed) {
    return new Change(new Seq(seq), editedAt, deletedAt, deed);
  }

  @Test
  void aMessageSaysWhatStandsAtIt() {
    Message message = message("Hello @Ann!", null, new Change(new Seq(13), null, null));
    assertGolden("full-message-rich", writer.message(message.with(everything())));
  }

  private static Message named(Message message) {
    return new Message(
        message.id(),
        message.room(),
        message.seq(),
        JOHN,
        message.content(),
        message.createdAt(),
        nonce("k3J_-9"),
        message.change(),
        ANN,
        null);
  }

  private static Extras everything() {
    return new Extras(
        new Quote(new MessageId(uuid(4)), new Seq(4), ANNS, "Who is there?"),
        new ThreadPlace(new MessageId(uuid(3)), 2, TIME),
        new ThreadSummary(1, TIME.plusSeconds(60)),
        List.of(new Tally(THUMB, 2, List.of(JOHN, ANNS))),
        new Pin(ANNS, TIME.plusSeconds(180)),
        List.of(
            new Mention(Mention.Kind.PERSON, ANN, ANNS, 6, 4),
            new Mention(Mention.Kind.ROOM, null, null, 6, 5)),
        List.of(
            new FileRef(new FileId(uuid(6)), "sea.jpg", "image/jpeg", 204_800, 1600, 1200, true)));
  }

  @Test
  void aMessageOfAnAccountSaysWhichAndSoDoesANotice() {
    assertGolden("full-message-of-account", writer.message(ofAccount("Hello!", null)));
    assertGolden("full-notice", writer.message(ofAccount(null, Notice.JOINED)));
    assertGolden("full-notice-subject", writer.message(ofAccount("Jane", Notice.ADDED)));
    assertGolden("full-notice-value", writer.message(ofAccount("Lobby", Notice.RENAMED)));
    assertGolden(
        "full-notice-changed",
        writer.message(
            ofAccount("deleted person", Notice.ADDED, new Change(new Seq(9), null, null))));
    assertGolden("message-of-account", writer.message(ofAccount("Hello!", null)));
  }

  private static Message ofAccount(String content, Notice notice) {
    return ofAccount(content, notice, null);
  }

  private static Message ofAccount(String content, Notice notice, Change change) {
    Message message = message(content, null);
    return new Message(
        message.id(),
        message.room(),
        message.seq(),
        message.author(),
        message.content(),
        message.createdAt(),
        null,
        change,
        ANN,
        notice);
  }

  @Test
  void anAckSaysWhereTheMessageIsAndWhetherItWasThereBefore() {
    Message message = message("Hello!", null);
    assertGolden("full-ack", answers.ack(nonce("k3J_-9"), message, false));
    assertGolden("full-ack-duplicate", answers.ack(nonce("k3J_-9"), message, true));
  }

  @Test
  void presenceHasTheWholeListOrTheChange() {
    List<PersonName> both = List.of(JOHN, JANE);
    assertGolden(
        "full-presence",
        writer.presence(ROOM, new Turnout(List.of(JANE), List.of(), 2, both), TIME));
    assertGolden(
        "full-presence-crowd",
        writer.presence(ROOM, new Turnout(List.of(JANE), List.of(JOHN), 101, null), TIME));
    assertGolden("full-typing", writer.typing(ROOM, JOHN));
  }

  @Test
  void aPongHasTheHeadsAndAnErrorItsFrame() {
    assertGolden("full-pong", answers.pong(Map.of(ROOM, new Seq(7))));
    assertGolden(
        "full-error",
        answers.error(new Failure(FailureCode.STORAGE_UNAVAILABLE), ROOM, nonce("k3J_-9")));
    Failure tooFast = new Failure(FailureCode.RATE_LIMITED, Duration.ofMillis(250));
    assertGolden("full-error-rate-limited", answers.error(tooFast, ROOM, nonce("k3J_-9")));
  }

  @Test
  void whatClientsSayIsRead() {
    assertThat(read("full-client-subscribe")).isEqualTo(new Subscribe(ROOM, null, null));
    assertThat(read("full-client-subscribe-since"))
        .isEqualTo(new Subscribe(ROOM, new Seq(100), EPOCH));
    assertThat(read("full-client-unsubscribe")).isEqualTo(new Unsubscribe(ROOM));
    assertThat(read("full-client-message"))
        .isEqualTo(new Post(ROOM, new MessageContent("Hello!"), nonce("k3J_-9")));
    assertThat(read("full-client-typing")).isEqualTo(new Typing(ROOM));
    assertThat(read("full-client-ping")).isEqualTo(new Ping());
    assertThat(read("full-client-presence")).isEqualTo(new Presence(true));
    assertThat(read("full-client-presence-online")).isEqualTo(new Presence(false));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{'type':'subscribe'},INVALID_FRAME",
        "`{'type':'subscribe','room_id':5}`,INVALID_FRAME",
        "`{'type':'subscribe','room_id':'x'}`,ROOM_NOT_FOUND",
        "`{'type':'subscribe','room_id':'01920000-0000-7000-8000-000000000001','since':-1}`,INVALID_FRAME",
        "`{'type':'subscribe','room_id':'01920000-0000-7000-8000-000000000001','since':1.5}`,INVALID_FRAME",
        "`{'type':'subscribe','room_id':'01920000-0000-7000-8000-000000000001','since':99999999999999999999}`,INVALID_FRAME",
        "`{'type':'subscribe','room_id':'01920000-0000-7000-8000-000000000001','since':'1'}`,INVALID_FRAME",
        "`{'type':'subscribe','room_id':'01920000-0000-7000-8000-000000000001','epoch':'xyz'}`,INVALID_FRAME",
        "`{'type':'message','room_id':'01920000-0000-7000-8000-000000000001','content':'a'}`,INVALID_FRAME",
        "`{'type':'message','content':'a','nonce':'n'}`,INVALID_FRAME",
        "{'type':'typing'},INVALID_FRAME",
        "{'type':'presence'},INVALID_FRAME",
        "`{'type':'presence','status':'offline'}`,INVALID_FRAME",
        "`{'type':'presence','status':7}`,INVALID_FRAME",
        "{'type':'join'},UNKNOWN_TYPE"
      })
  void whatIsNoFrameIsRefusedWithItsReason(String text, FailureCode code) {
    FrameReader.Result result = reader.read(text.replace('\'', '"'));
    assertThat(result.frame()).isNull();
    assertThat(result.failure().code()).isEqualTo(code);
  }

  @Test
  void aMessageSaysWhatItAnswers() {
    Attached attached = new Attached(new MessageId(uuid(4)), new MessageId(uuid(3)), List.of());
    assertThat(read("full-client-message-answer"))
        .isEqualTo(
            new ClientFrame.Post(ROOM, new MessageContent("Hello!"), nonce("k3J_-9"), attached));
  }

  @Test
  void anErrorKeepsRoomAndNonce() {
    FrameReader.Result result =
        reader.read(
            "{\"type\":\"message\",\"room_id\":\""
                + ROOM
                + "\",\"nonce\":\"n\",\"content\":\" \"}");
    assertThat(result.failure().code()).isEqualTo(FailureCode.EMPTY_MESSAGE);
    assertThat(result.room()).isEqualTo(ROOM);
    assertThat(result.nonce()).isEqualTo(nonce("n"));
  }

  @Test
  void everyGoldenFrameIsTried() throws IOException {
    String tests =
        Files.readString(Sources.file("src/test/java/dev/parley/socket/FullFramesTest.java"))
            + Files.readString(Sources.file("src/test/java/dev/parley/socket/FrameWriterTest.java"))
            + Files.readString(
                Sources.file("src/test/java/dev/parley/socket/FrameReaderTest.java"));
    try (Stream<Path> files = Files.list(Sources.file("src/main/resources/contract/frames"))) {
      Set<String> untried =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> !tests.contains('"' + name + '"'))
              .collect(Collectors.toSet());
      assertThat(untried).isEmpty();
    }
  }

  private ClientFrame read(String golden) {
    return reader.read(GoldenFrames.text(golden)).frame();
  }

  private static Message message(String content, Change change) {
    return message(content, nonce("k3J_-9"), change);
  }

  private static Message message(String content, Nonce nonce, Change change) {
    return new Message(
        new MessageId(uuid(9)),
        ROOM,
        new Seq(7),
        JOHN,
        content == null ? null : new MessageContent(content),
        TIME,
        nonce,
        change);
  }
}
