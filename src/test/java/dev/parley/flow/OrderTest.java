package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Everybody in a room sees the same messages in the same order, without a hole. */
@ExtendWith(BlockedEventLoops.class)
class OrderTest {

  private static final int WRITERS = 8;
  private static final int READERS = 5;
  private static final int EACH = 100;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void manyWritersMakeOneOrderForAll() {
    List<ChatClient> readers = people("Reader", READERS);
    List<ChatClient> writers = people("Writer", WRITERS);
    List<CompletableFuture<Void>> writing =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> CompletableFuture.runAsync(() -> write(writers.get(i), i)))
            .toList();
    writing.forEach(CompletableFuture::join);

    List<JsonNode> seen = readers.get(0).await("message", WRITERS * EACH);
    assertThat(Json.seqs(seen))
        .isEqualTo(LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
    Stream.concat(readers.stream().skip(1), writers.stream())
        .forEach(person -> assertThat(person.await("message", WRITERS * EACH)).isEqualTo(seen));
    assertThat(Json.texts(parley.rest().history(room), "id")).isEqualTo(Json.texts(seen, "id"));
    for (int i = 0; i < WRITERS; i++) {
      hasOrderOfWriting(seen, "Writer " + i);
    }
  }

  private List<ChatClient> people(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> parley.join(room, name + " " + i)).toList();
  }

  private static void write(ChatClient writer, int number) {
    IntStream.range(0, EACH).forEach(i -> writer.say(number + "/" + i));
  }

  private static void hasOrderOfWriting(List<JsonNode> seen, String writer) {
    List<JsonNode> own =
        seen.stream().filter(m -> m.get("username").asText().equals(writer)).toList();
    String number = writer.substring(writer.length() - 1);
    assertThat(Json.texts(own, "content"))
        .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> number + "/" + i).toList());
  }
}
