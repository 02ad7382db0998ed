package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the server tells nobody who has read what, whatever people want. */
@ExtendWith(BlockedEventLoops.class)
class ReceiptsOffTest {

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("messages.receipts", "false"));

  @Test
  void nobodyIsListed() throws SQLException {
    Account ann = parley.account("Ann");
    Account ben = parley.account("Ben");
    Rooms anns = Rooms.of(ann);
    String room = anns.makePrivate();
    anns.put(room, ben.name(), "reader").isJson(200);
    String message = anns.say(room, ann.name(), "Hello!");
    try (Connection database = parley.server().connect();
        var mark =
            database.prepareStatement(
                """
                INSERT INTO read_mark (person_id, room_id, seq, num, at) VALUES (?, ?, 100, 100, 1)
                """)) {
      mark.setBytes(1, Columns.of(ben.id().value()));
      mark.setBytes(2, Columns.of(RoomId.parse(room).value()));
      assertThat(mark.executeUpdate()).isEqualTo(1);
    }
    String receipts = "/api/chat/rooms/" + room + "/messages/" + message + "/receipts";
    assertThat(ann.rest().get(receipts).isJson(200)).isEmpty();
  }
}
