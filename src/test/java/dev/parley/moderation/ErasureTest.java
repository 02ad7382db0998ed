package dev.parley.moderation;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Change;
import dev.parley.bus.ErasureId;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final PersonId ID = new PersonId(uuid(5));
  private static final Seq PLACE = new Seq(9);
  private static final Instant NOW = NOON.plusSeconds(60);

  @Test
  void aBanTakesWhatThatOneWroteThereAndKeepsWhoItWas() {
    Erasure ban = erasure(ROOM, ID, true);
    Message message = message(JOHN, ID, "Hello!", null);
    assertThat(ban.concerns(message)).isTrue();
    Message left = ban.apply(message, PLACE, NOW);
    assertThat(left.content()).isNull();
    assertThat(left.change()).isEqualTo(new Change(PLACE, null, NOW));
    assertThat(left.author()).isEqualTo(JOHN);
    assertThat(left.authorId()).isEqualTo(ID);
  }

  @Test
  void aBanLeavesOthersAndNoticesAndWhatIsGoneAlready() {
    Erasure ban = erasure(ROOM, ID, true);
    assertThat(ban.concerns(message(JANE, new PersonId(uuid(6)), "Hello!", null))).isFalse();
    assertThat(ban.concerns(message(JOHN, null, "Of a guest of that name", null))).isFalse();
    assertThat(ban.concerns(message(JOHN, ID, null, Notice.JOINED))).isFalse();
    assertThat(ban.concerns(message(JOHN, ID, null, null))).as("a tombstone").isFalse();
  }

  @Test
  void aGuestsMessagesGoByTheKeyOfItsNameAndAnAccountsStay() {
    Erasure ban = erasure(ROOM, null, true);
    assertThat(ban.concerns(message(new PersonName("JOHN"), null, "Hello!", null))).isTrue();
    assertThat(ban.concerns(message(JOHN, ID, "Hello!", null))).isFalse();
    assertThat(ban.concerns(message(JANE, null, "Hello!", null))).isFalse();
  }

  @Test
  void aGuestCalledLikeNobodyTakesNothingOfThoseWhoAreGone() {
    Erasure ban =
        new Erasure(
            new ErasureId(uuid(1)),
            ROOM,
            null,
            new PersonName("Deleted Person"),
            true,
            null,
            Seq.START);
    Message left = erasure(null, ID, false).apply(message(JOHN, ID, "Hello!", null), PLACE, NOW);
    assertThat(ban.concerns(left)).isFalse();
    assertThat(ban.concerns(message(new PersonName("DELETED person"), null, "Hello!", null)))
        .isTrue();
  }

  @Test
  void ofADeletedAccountMessagesStayAsThoseOfNobody() {
    Erasure anonymous = erasure(null, ID, false);
    Message left = anonymous.apply(message(JOHN, ID, "Hello!", null), PLACE, NOW);
    assertThat(left.content().value()).isEqualTo("Hello!");
    assertThat(left.author().value()).isEqualTo("deleted person");
    assertThat(left.authorId()).isNull();
    assertThat(left.nonce()).as("two people's may be the same").isNull();
    assertThat(left.change()).isEqualTo(new Change(PLACE, null, null));
    assertThat(anonymous.concerns(left)).as("it is done once").isFalse();
  }

  @Test
  void ofADeletedAccountMessagesGoWithItsNameIfThatIsWanted() {
    Erasure all = erasure(null, ID, true);
    Message left = all.apply(message(JOHN, ID, "Hello!", null), PLACE, NOW);
    assertThat(left.content()).isNull();
    assertThat(left.author().value()).isEqualTo("deleted person");
    assertThat(left.change().deletedAt()).isEqualTo(NOW);
  }

  @Test
  void noticesOfAndAboutADeletedAccountNameNobody() {
    Erasure all = erasure(null, ID, true);
    Message joined = all.apply(message(JOHN, ID, null, Notice.JOINED), PLACE, NOW);
    assertThat(joined.author().value()).isEqualTo("deleted person");
    assertThat(joined.change().deletedAt()).as("a notice stays").isNull();
    Message added = message(JANE, new PersonId(uuid(6)), "John", Notice.ADDED);
    assertThat(all.concerns(added)).isTrue();
    Message left = all.apply(added, PLACE, NOW);
    assertThat(left.author()).isEqualTo(JANE);
    assertThat(left.content().value()).isEqualTo("deleted person");
    assertThat(all.concerns(message(JANE, null, "John", Notice.RENAMED)))
        .as("a room may be called so")
        .isFalse();
  }

  private static Erasure erasure(RoomId room, PersonId person, boolean deletes) {
    return new Erasure(new ErasureId(uuid(1)), room, person, JOHN, deletes, null, Seq.START);
  }

  private static Message message(PersonName author, PersonId id, String content, Notice notice) {
    return new Message(
        new MessageId(uuid(4)),
        ROOM,
        new Seq(3),
        author,
        content == null ? null : new MessageContent(content),
        NOON,
        notice == null ? nonce("n") : null,
        null,
        id,
        notice);
  }
}
