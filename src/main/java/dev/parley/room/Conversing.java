package dev.parley.room;

import dev.parley.bus.Basis;
import dev.parley.bus.ConversationQuery.SelectReactions;
import dev.parley.bus.ConversationQuery.SelectThread;
import dev.parley.bus.ConversationQuery.SelectVersions;
import dev.parley.bus.ConversationQuery.UpdateContent;
import dev.parley.bus.ConversationQuery.UpdatePin;
import dev.parley.bus.ConversationQuery.UpdateReaction;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageCommand;
import dev.parley.bus.MessageCommand.EditMessage;
import dev.parley.bus.MessageCommand.PinMessage;
import dev.parley.bus.MessageCommand.React;
import dev.parley.bus.MessageCommand.ReadMessage;
import dev.parley.bus.MessageCommand.ReadReactions;
import dev.parley.bus.MessageCommand.ReadThread;
import dev.parley.bus.MessageCommand.ReadVersions;
import dev.parley.bus.MessageQuery.SelectMessage;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Reply.ThreadRead;
import dev.parley.bus.Reply.VersionsRead;
import dev.parley.bus.StoreQuery;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/**
 * Carries out what people want of messages. The gatekeeper has asked for the right to it in the
 * room; whether it is that of the message, too, is asked here.
 *
 * <p>Belongs to the room verticle's context.
 */
final class Conversing implements MessageCommand.Visitor<Future<? extends Reply>> {

  private final Deciding deciding;

  Conversing(Deciding deciding) {
    this.deciding = deciding;
  }

  @Override
  public Future<MessageFound> editMessage(EditMessage command) {
    return find(command)
        .compose(
            found ->
                isOwn(command, found)
                    ? change(
                        command,
                        basis ->
                            new UpdateContent(
                                basis, command.message(), command.content(), List.of()))
                    : Future.failedFuture(new Failure(FailureCode.FORBIDDEN)));
  }

  private static boolean isOwn(MessageCommand command, Message message) {
    return message.authorId() != null && message.authorId().equals(command.actor().id());
  }

  @Override
  public Future<MessageFound> react(React command) {
    return change(
        command,
        basis -> new UpdateReaction(basis, command.message(), command.emoji(), command.present()));
  }

  @Override
  public Future<MessageFound> pinMessage(PinMessage command) {
    return change(command, basis -> new UpdatePin(basis, command.message(), command.pinned()));
  }

  private Future<MessageFound> change(MessageCommand command, Function<Basis, StoreQuery> query) {
    return deciding
        .redeciding()
        .run(command.room(), () -> attempt(command, query))
        .compose(done -> readMessage(command));
  }

  private Future<Amended> attempt(MessageCommand command, Function<Basis, StoreQuery> query) {
    return deciding
        .accesses()
        .of(command.room(), command.actor())
        .compose(
            access -> {
              Failure refusal =
                  deciding.gatekeeper().refusal(command.action(), command.actor(), access);
              Basis basis =
                  new Basis(
                      command.room(), access.version(), command.actor(), deciding.now().get());
              return refusal == null
                  ? deciding.stores().ask(query.apply(basis), Amended.class)
                  : Future.failedFuture(refusal);
            });
  }

  @Override
  public Future<MessageFound> readMessage(ReadMessage command) {
    return readMessage((MessageCommand) command);
  }

  private Future<MessageFound> readMessage(MessageCommand command) {
    return deciding
        .stores()
        .ask(new SelectMessage(command.room(), command.message()), MessageFound.class);
  }

  private Future<Message> find(MessageCommand command) {
    return readMessage(command).map(MessageFound::message);
  }

  @Override
  public Future<VersionsRead> readVersions(ReadVersions command) {
    return find(command)
        .compose(found -> requireVersions(command, found))
        .compose(
            allowed ->
                deciding
                    .stores()
                    .ask(
                        new SelectVersions(command.room(), command.message()), VersionsRead.class));
  }

  private Future<Void> requireVersions(ReadVersions command, Message message) {
    // what was never edited has none, and everybody may know that
    if (isOwn(command, message)
        || message.change() == null
        || message.change().editedAt() == null) {
      return Future.succeededFuture();
    }
    return deciding
        .accesses()
        .of(command.room(), command.actor())
        .compose(
            access -> {
              Failure refusal =
                  deciding.gatekeeper().refusal(Action.ROOM_DELETE_ANY, command.actor(), access);
              return refusal == null ? Future.succeededFuture() : Future.failedFuture(refusal);
            });
  }

  @Override
  public Future<ReactionsRead> readReactions(ReadReactions command) {
    return deciding
        .stores()
        .ask(
            new SelectReactions(
                command.room(),
                command.message(),
                command.emoji(),
                command.after(),
                command.limit()),
            ReactionsRead.class);
  }

  @Override
  public Future<ThreadRead> readThread(ReadThread command) {
    return deciding
        .stores()
        .ask(new SelectThread(command.room(), command.message(), command.page()), ThreadRead.class);
  }
}
