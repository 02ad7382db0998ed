package dev.parley.account;

import dev.parley.bus.DraftQuery.SelectDrafts;
import dev.parley.bus.ExportQuery.SelectMemberships;
import dev.parley.bus.ExportQuery.SelectWritten;
import dev.parley.bus.JsonForms;
import dev.parley.bus.Person;
import dev.parley.bus.PersonQuery.SelectAvatar;
import dev.parley.bus.Reply.AvatarFound;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.Reply.MembershipsFound;
import dev.parley.bus.Reply.MembershipsFound.Membership;
import dev.parley.bus.Reply.SessionsFound;
import dev.parley.bus.Reply.WrittenFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Session;
import dev.parley.bus.SessionQuery.SelectSessions;
import dev.parley.bus.Stores;
import dev.parley.bus.Timestamps;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive of what the server has of somebody: {@code me.json}, {@code sessions.json}, {@code
 * tokens.json}, {@code rooms.json}, {@code drafts.json}, the picture, and all that they wrote, a
 * line each, in {@code messages.jsonl}. Read and written piece by piece, packed off the event loop.
 */
final class ExportArchive {

  private final Stores stores;
  private final Person person;
  private final HttpServerResponse out;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(packed);

  ExportArchive(Stores stores, Person person, HttpServerResponse out) {
    this.stores = stores;
    this.person = person;
    this.out = out;
  }

  Future<Void> write() {
    return file("me.json", AccountForms.me(person, null).encodePrettily())
        .compose(written -> sessions("sessions.json", Session.Kind.BROWSER, this::session))
        .compose(written -> sessions("tokens.json", Session.Kind.TOKEN, AccountForms::token))
        .compose(written -> rooms())
        .compose(written -> drafts())
        .compose(written -> avatar())
        .compose(written -> pack(() -> zip.putNextEntry(new ZipEntry("messages.jsonl"))))
        .compose(begun -> messages())
        .compose(written -> pack(zip::finish));
  }

  private JsonObject session(Session session) {
    return AccountForms.session(session, null);
  }

  private Future<Void> sessions(
      String name, Session.Kind kind, Function<Session, JsonObject> form) {
    return stores
        .ask(new SelectSessions(person.id(), kind), SessionsFound.class)
        .compose(
            found ->
                file(
                    name,
                    new JsonArray(found.sessions().stream().map(form).toList()).encodePrettily()));
  }

  private Future<Void> rooms() {
    return stores
        .ask(new SelectMemberships(person.id()), MembershipsFound.class)
        .compose(
            found ->
                file(
                    "rooms.json",
                    new JsonArray(
                            found.memberships().stream().map(ExportArchive::membership).toList())
                        .encodePrettily()));
  }

  private static JsonObject membership(Membership membership) {
    return new JsonObject()
        .put("room_id", membership.room().toString())
        .put("name", membership.name())
        .put("role", PersonColumns.text(membership.role()))
        .put("joined_at", Timestamps.format(membership.joinedAt()));
  }

  private Future<Void> drafts() {
    return stores
        .ask(new SelectDrafts(person.id()), DraftsFound.class)
        .compose(
            found ->
                file(
                    "drafts.json",
                    new JsonArray(found.drafts().stream().map(JsonForms::of).toList())
                        .encodePrettily()));
  }

  private Future<Void> avatar() {
    return person.avatar() == 0
        ? Future.succeededFuture()
        : stores
            .ask(new SelectAvatar(person.name(), AvatarImage.LARGE), AvatarFound.class)
            .compose(found -> file("picture.png", found.picture().png()));
  }

  private Future<Void> messages() {
    Promise<Void> end = Promise.promise();
    look(null, Seq.START, end);
    return end.future();
  }

  /** No chain of futures: there are as many pieces as the server has room for. */
  private void look(RoomId room, Seq after, Promise<Void> end) {
    if (out.closed()) {
      // most pieces have nothing to write, so that no failed write would tell
      end.fail("the client has gone");
      return;
    }
    stores
        .ask(new SelectWritten(person.id(), room, after), WrittenFound.class)
        .compose(found -> keep(found).map(found))
        .onSuccess(
            found -> {
              if (found.nextRoom() == null) {
                end.complete();
              } else {
                look(found.nextRoom(), found.nextAfter(), end);
              }
            })
        .onFailure(end::fail);
  }

  private Future<Void> keep(WrittenFound found) {
    return found.messages().isEmpty()
        ? Future.succeededFuture()
        : pack(() -> zip.write(lines(found)));
  }

  private static byte[] lines(WrittenFound found) {
    return found.messages().stream()
        .map(message -> JsonForms.of(message).encode() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private Future<Void> file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Future<Void> file(String name, byte[] content) {
    return pack(
        () -> {
          zip.putNextEntry(new ZipEntry(name));
          zip.write(content);
          zip.closeEntry();
        });
  }

  /** What is packed. */
  private interface Packing {
    void run() throws IOException;
  }

  /** Packs a piece, and writes what comes of it; ends when there is room for more. */
  private Future<Void> pack(Packing packing) {
    return Vertx.currentContext()
        .<Buffer>executeBlocking(
            () -> {
              packing.run();
              Buffer piece = Buffer.buffer(packed.toByteArray());
              packed.reset();
              return piece;
            })
        .compose(piece -> piece.length() == 0 ? Future.succeededFuture() : out.write(piece));
  }
}
