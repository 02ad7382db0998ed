package dev.parley.account;

import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.LinkId;
import dev.parley.bus.LinkQuery.InsertLink;
import dev.parley.bus.LinkQuery.RevokeInvitation;
import dev.parley.bus.LinkQuery.SelectInvitations;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.Reply.LinksFound;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The REST operations on invitations. */
final class InvitationRoutes implements Routes {

  private static final String INVITATIONS = "/api/chat/invitations/";
  private static final int LISTED = 1000;

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;

  InvitationRoutes(Accounts accounts) {
    this.stores = accounts.stores();
    this.ids = accounts.ids();
    this.clock = accounts.clock();
    this.random = accounts.random();
  }

  @Override
  public void register(Operations operations) {
    operations.on("listInvitations", this::list);
    operations.on("createInvitation", this::create);
    operations.on("revokeInvitation", this::revoke);
  }

  private Future<Answer> list(ApiRequest request) {
    return stores
        .ask(new SelectInvitations(LISTED), LinksFound.class)
        .map(
            found ->
                Answer.ok(
                    new JsonArray(found.links().stream().map(AccountForms::invitation).toList())));
  }

  private Future<Answer> create(ApiRequest request) {
    JsonObject body = request.body();
    Token token = Token.random(random, Token.LINK);
    Instant now = clock.instant();
    Link link =
        new Link(
            ids.link(),
            Link.Kind.INVITATION,
            null,
            request.actor().name(),
            Labels.of(body.getString("note", "").strip()),
            0,
            body.getInteger("uses"),
            now,
            now.plus(Duration.ofHours(body.getInteger("expires_in_hours"))));
    return stores
        .ask(new InsertLink(request.actor(), link, token.hash()), LinkFound.class)
        .map(
            made ->
                Answer.created(
                    INVITATIONS + link.id(),
                    AccountForms.invitation(link).put("link", "/join#" + token.value())));
  }

  private Future<Answer> revoke(ApiRequest request) {
    LinkId link = LinkId.parse(request.path("invitation_id"));
    return stores
        .ask(new RevokeInvitation(request.actor(), link), Done.class)
        .map(revoked -> Answer.noContent());
  }
}
