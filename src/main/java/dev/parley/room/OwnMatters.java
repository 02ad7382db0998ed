package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Draft;
import dev.parley.bus.DraftQuery.PutDraft;
import dev.parley.bus.DraftQuery.SelectDrafts;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FollowQuery.MarkThread;
import dev.parley.bus.FollowQuery.SelectFollowed;
import dev.parley.bus.FollowQuery.SetFollow;
import dev.parley.bus.FollowedThread;
import dev.parley.bus.MessageQuery.SelectMessage;
import dev.parley.bus.OwnCommand;
import dev.parley.bus.OwnCommand.FollowThread;
import dev.parley.bus.OwnCommand.KeepDraft;
import dev.parley.bus.OwnCommand.ReadThread;
import dev.parley.bus.OwnQuery;
import dev.parley.bus.OwnQuery.ListDrafts;
import dev.parley.bus.OwnQuery.ListThreads;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.DraftKept;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.ThreadFound;
import dev.parley.bus.Reply.ThreadsFound;
import dev.parley.bus.Reply.ThreadsListed;
import dev.parley.bus.Reply.ThreadsListed.Listed;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out what people do in rooms for themselves alone, and finds it again over all rooms: what
 * is in one that they may not read now isn't there.
 *
 * <p>Belongs to the room verticle's context.
 */
final class OwnMatters
    implements OwnCommand.Visitor<Future<? extends Reply>>,
        OwnQuery.Visitor<Future<? extends Reply>> {

  private final Deciding deciding;

  OwnMatters(Deciding deciding) {
    this.deciding = deciding;
  }

  /** A device whose clock is fast would otherwise keep the others out until its time has come. */
  @Override
  public Future<DraftKept> keepDraft(KeepDraft command) {
    Instant now = deciding.now().get();
    Instant at = command.draft().at();
    Draft draft = command.draft().writtenAt(at == null || at.isAfter(now) ? now : at);
    return deciding
        .stores()
        .ask(new PutDraft(command.actor().id(), draft, command.from()), DraftKept.class);
  }

  /** Answers somebody with an account. */
  Future<? extends Reply> answer(OwnQuery query) {
    return query.actor().hasAccount()
        ? query.accept(this)
        : Future.failedFuture(new Failure(FailureCode.NOT_SIGNED_IN));
  }

  @Override
  public Future<DraftsFound> listDrafts(ListDrafts query) {
    return deciding
        .stores()
        .ask(new SelectDrafts(query.actor().id()), DraftsFound.class)
        .compose(
            found ->
                readable(query.actor(), found.drafts().stream().map(Draft::room).toList())
                    .map(
                        rooms ->
                            new DraftsFound(
                                found.drafts().stream()
                                    .filter(draft -> rooms.contains(draft.room()))
                                    .toList())));
  }

  @Override
  public Future<ThreadFound> followThread(FollowThread command) {
    return deciding
        .stores()
        .ask(
            new SetFollow(
                command.actor().id(),
                command.room(),
                command.message(),
                command.following(),
                deciding.now().get()),
            ThreadFound.class);
  }

  @Override
  public Future<ThreadFound> readThread(ReadThread command) {
    return deciding
        .stores()
        .ask(
            new MarkThread(command.actor().id(), command.room(), command.message(), command.seq()),
            ThreadFound.class);
  }

  @Override
  public Future<ThreadsListed> listThreads(ListThreads query) {
    return deciding
        .stores()
        .ask(
            new SelectFollowed(query.actor().id(), query.before(), query.limit()),
            ThreadsFound.class)
        .compose(
            found ->
                readable(query.actor(), found.threads().stream().map(FollowedThread::room).toList())
                    .compose(rooms -> withMessages(found.threads(), rooms))
                    .map(listed -> new ThreadsListed(listed, found.next())));
  }

  private Future<List<Listed>> withMessages(List<FollowedThread> threads, Set<RoomId> rooms) {
    List<Listed> listed = new ArrayList<>();
    Future<Void> asked = Future.succeededFuture();
    for (FollowedThread thread : threads) {
      if (rooms.contains(thread.room())) {
        asked =
            asked
                .compose(
                    before ->
                        deciding
                            .stores()
                            .ask(
                                new SelectMessage(thread.room(), thread.root()),
                                MessageFound.class))
                .map(
                    found -> {
                      listed.add(new Listed(thread, found.message()));
                      return null;
                    });
      }
    }
    return asked.map(listed);
  }

  /** Those of these rooms that somebody may read now; one after the other, as they may be many. */
  private Future<Set<RoomId>> readable(Actor actor, Collection<RoomId> rooms) {
    Set<RoomId> readable = new HashSet<>();
    Future<Void> asked = Future.succeededFuture();
    for (RoomId room : List.copyOf(Set.copyOf(rooms))) {
      asked =
          asked
              .compose(before -> mayRead(actor, room))
              .map(
                  may -> {
                    if (may) {
                      readable.add(room);
                    }
                    return null;
                  });
    }
    return asked.map(readable);
  }

  private Future<Boolean> mayRead(Actor actor, RoomId room) {
    return deciding
        .accesses()
        .of(room, actor)
        .map(access -> deciding.gatekeeper().refusal(Action.ROOM_READ, actor, access) == null)
        .recover(
            error ->
                error instanceof Failure failure && failure.code() == FailureCode.ROOM_NOT_FOUND
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(error));
  }
}
