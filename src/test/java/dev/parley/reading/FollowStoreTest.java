package dev.parley.reading;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Attached;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Extras;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FollowQuery.MarkThread;
import dev.parley.bus.FollowQuery.SelectFollowed;
import dev.parley.bus.FollowQuery.SetFollow;
import dev.parley.bus.FollowedThread;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.MessageQuery.RemoveMessage;
import dev.parley.bus.OwnNews.ThreadChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.ThreadFound;
import dev.parley.bus.Reply.ThreadsFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadCursor;
import dev.parley.bus.ThreadPlace;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who follows which thread, and how many of its replies they haven't read: exactly. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class FollowStoreTest {
  private static final PersonId ANN = new PersonId(uuid(11));
  private static final PersonId BEN = new PersonId(uuid(12));
  private static final PersonId CEM = new PersonId(uuid(13));
  private static final List<PersonId> PEOPLE = List.of(ANN, BEN, CEM);
  private static final String REPLIES = "SELECT count(*) FROM thread_reply WHERE room_id = ?";
  private static final String ROOMS = "SELECT count(*) FROM room WHERE id = ?";
  private static final long SEED = 20_260_102;
  private static final long PATIENCE_MS = 20_000;

  @TempDir Path folder;

  private final List<ThreadChanged> told = new CopyOnWriteArrayList<>();
  private Storage storage;
  private long ids = 1000;
  private int seconds;

  @BeforeEach
  void open(Vertx vertx) {
    Bus bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    await(storage.add(ROOM, "General"));
    await(storage.add(OTHER_ROOM, "Other"));
    storage.addPerson(ANN, "Ann");
    storage.addPerson(BEN, "Ben");
    storage.addPerson(CEM, "Cem");
    await(bus.<ThreadChanged>listen(Addresses.ownNews(), told::add).completion());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private Message post(RoomId room, PersonId author, MessageId root) {
    Extras extras =
        root == null ? Extras.NONE : Extras.NONE.withThread(new ThreadPlace(root, 1, NOON));
    AppendMessage append =
        new AppendMessage(
            room,
            new MessageId(uuid(++ids)),
            new PersonName("Somebody"),
            author,
            new MessageContent("Hello!"),
            NOON.plusSeconds(++seconds),
            null,
            new Attached(null, root, List.of()),
            extras);
    return await(storage.ask(append, MessageStored.class)).message();
  }

  private Message begin(PersonId author) {
    return post(ROOM, author, null);
  }

  private Message reply(PersonId author, Message root) {
    return post(root.room(), author, root.id());
  }

  private void delete(Message message) {
    Actor actor = new Actor(new PersonName("Ann"), ANN, ServerRole.MEMBER, null);
    Basis basis = new Basis(message.room(), 0, actor, NOON);
    assertThat(await(storage.ask(new RemoveMessage(basis, message.id()), Amended.class)).done())
        .isTrue();
  }

  private ThreadsFound page(PersonId person, ThreadCursor before, int limit) {
    return await(storage.ask(new SelectFollowed(person, before, limit), ThreadsFound.class));
  }

  private List<FollowedThread> followed(PersonId person) {
    return page(person, null, 50).threads();
  }

  private Future<ThreadFound> setFollow(PersonId person, Message message, boolean following) {
    return storage.ask(
        new SetFollow(person, message.room(), message.id(), following, NOON), ThreadFound.class);
  }

  private FollowedThread read(PersonId person, Message message, long seq) {
    return await(
            storage.ask(
                new MarkThread(person, message.room(), message.id(), new Seq(seq)),
                ThreadFound.class))
        .thread();
  }

  private static long[] unread(List<FollowedThread> threads) {
    return threads.stream().mapToLong(FollowedThread::unread).toArray();
  }

  @Test
  void whoBeganAThreadAndWhoWritesInItFollowIt() {
    Message root = begin(ANN);
    assertThat(followed(ANN)).as("without a reply it is no thread").isEmpty();
    reply(BEN, root);
    Message last = reply(null, root);
    assertThat(followed(ANN)).singleElement().extracting(FollowedThread::unread).isEqualTo(2L);
    assertThat(followed(ANN).get(0).root()).isEqualTo(root.id());
    assertThat(followed(ANN).get(0).lastAt()).isEqualTo(last.createdAt());
    assertThat(unread(followed(BEN))).containsExactly(1);
    assertThat(followed(CEM)).isEmpty();
    reply(ANN, root);
    assertThat(unread(followed(ANN))).as("who writes has read").containsExactly(0);
    assertThat(unread(followed(BEN))).containsExactly(2);
  }

  @Test
  void readingGoesOnAndNeverBackAndNoFurtherThanThereAreReplies() {
    Message root = begin(ANN);
    Message first = reply(BEN, root);
    Message second = reply(BEN, root);
    assertThat(read(ANN, root, first.seq().value()).unread()).isEqualTo(1);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).follow()).isFalse();
    assertThat(read(ANN, root, first.seq().value() - 1).unread()).isEqualTo(1);
    assertThat(told).as("nothing has changed").hasSize(1);
    assertThat(read(ANN, second, 1_000_000).read()).isEqualTo(second.seq());
    reply(BEN, root);
    assertThat(unread(followed(ANN))).containsExactly(1);
    FollowedThread none = read(CEM, root, 1_000_000);
    assertThat(none.following()).isFalse();
    assertThat(followed(CEM)).isEmpty();
  }

  @Test
  void whoFollowsItByHandHasReadWhatWasThereAndWhoDoesNotIsLeftAlone() {
    Message root = begin(ANN);
    Message reply = reply(BEN, root);
    FollowedThread thread = await(setFollow(CEM, reply, true)).thread();
    assertThat(thread.root()).as("of a reply it is its thread").isEqualTo(root.id());
    assertThat(thread.unread()).isZero();
    assertThat(told).containsExactly(new ThreadChanged(CEM, thread, true));
    assertThat(await(setFollow(ANN, root, false)).thread().following()).isFalse();
    reply(BEN, root);
    assertThat(followed(ANN)).as("it doesn't begin by itself again").isEmpty();
    assertThat(unread(followed(CEM))).containsExactly(1);
    reply(ANN, root);
    assertThat(unread(followed(ANN))).as("but by writing").containsExactly(0);
    await(setFollow(CEM, root, true));
    assertThat(unread(followed(CEM))).as("harmless").containsExactly(2);
  }

  @Test
  void whatIsNoMessageOfTheRoomIsNotFollowed() {
    Message root = begin(ANN);
    SetFollow elsewhere = new SetFollow(ANN, OTHER_ROOM, root.id(), true, NOON);
    assertThat(failureCode(storage.ask(elsewhere, ThreadFound.class)))
        .isEqualTo(FailureCode.MESSAGE_NOT_FOUND);
  }

  @Test
  void theNewestReplyComesFirstPageByPage() {
    List<Message> roots = new ArrayList<>();
    for (int i = 0; i < Storage.MAX_FOLLOWS; i++) {
      roots.add(post(i % 2 == 0 ? ROOM : OTHER_ROOM, ANN, null));
      reply(BEN, roots.get(i));
    }
    reply(CEM, roots.get(1));
    List<MessageId> expected = List.of(1, 4, 3, 2, 0).stream().map(i -> roots.get(i).id()).toList();
    assertThat(followed(ANN)).extracting(FollowedThread::root).isEqualTo(expected);
    List<MessageId> paged = new ArrayList<>();
    ThreadCursor before = null;
    do {
      ThreadsFound page = page(ANN, before, 2);
      page.threads().forEach(thread -> paged.add(thread.root()));
      before = page.next() == null ? null : ThreadCursor.parse(page.next().text());
    } while (before != null);
    assertThat(paged).isEqualTo(expected);
  }

  @Test
  void beyondAsManyAsOneMayFollowNoneIsAdded() {
    for (int i = 0; i < Storage.MAX_FOLLOWS; i++) {
      reply(BEN, begin(CEM));
    }
    Message oneMore = begin(CEM);
    reply(BEN, oneMore);
    assertThat(followed(BEN)).hasSize(Storage.MAX_FOLLOWS);
    assertThat(failureCode(setFollow(BEN, oneMore, true))).isEqualTo(FailureCode.TOO_MANY);
    assertThat(followed(BEN)).hasSize(Storage.MAX_FOLLOWS);
    await(setFollow(ANN, oneMore, true));
    assertThat(followed(ANN)).hasSize(1);
  }

  /** What is counted by key is what one would count. */
  @Test
  void theCountsAreThoseThatOneWouldCount() {
    Random random = new Random(SEED);
    List<Message> roots = List.of(begin(ANN), begin(BEN), post(OTHER_ROOM, null, null));
    Map<String, Long> marks = new TreeMap<>();
    List<Message> replies = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int which = random.nextInt(roots.size());
      Message root = roots.get(which);
      PersonId person = PEOPLE.get(random.nextInt(PEOPLE.size()));
      String key = which + " " + person;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          Message reply = reply(person, root);
          replies.add(reply);
          marks.put(key, reply.seq().value());
          if (root.authorId() != null) {
            marks.putIfAbsent(which + " " + root.authorId(), root.seq().value());
          }
        }
        case 2 -> {
          if (!replies.isEmpty()) {
            delete(replies.remove(random.nextInt(replies.size())));
          }
        }
        default -> {
          long seq = random.nextInt(200);
          long last = last(replies, root, seq);
          marks.computeIfPresent(key, (known, before) -> Math.max(before, last));
          read(person, root, seq);
        }
      }
      check(roots, replies, marks, i);
    }
  }

  private static long last(List<Message> replies, Message root, long upTo) {
    return replies.stream()
        .filter(reply -> reply.extras().thread().root().equals(root.id()))
        .mapToLong(reply -> reply.seq().value())
        .filter(seq -> seq <= upTo)
        .max()
        .orElse(0);
  }

  private void check(
      List<Message> roots, List<Message> replies, Map<String, Long> marks, int step) {
    for (PersonId person : PEOPLE) {
      Map<MessageId, Long> expected = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
      Map<MessageId, Long> counted = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
      for (int which = 0; which < roots.size(); which++) {
        Long mark = marks.get(which + " " + person);
        Message root = roots.get(which);
        if (mark != null) {
          expected.put(
              root.id(),
              replies.stream()
                  .filter(reply -> reply.extras().thread().root().equals(root.id()))
                  .filter(reply -> reply.seq().value() > mark)
                  .count());
        }
      }
      followed(person).forEach(thread -> counted.put(thread.root(), thread.unread()));
      assertThat(counted).as("seed %d step %d", SEED, step).isEqualTo(expected);
    }
  }

  @Test
  void theyGoWithTheirRoom() {
    reply(BEN, begin(ANN));
    await(storage.remove(ROOM));
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (storage.count(ROOMS, ROOM) > 0) {
      assertThat(System.currentTimeMillis()).isLessThan(end);
    }
    assertThat(storage.count(REPLIES, ROOM)).isZero();
    assertThat(followed(ANN)).isEmpty();
  }
}
