package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.LinkQuery.InsertLink;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.ReservedNames;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The link that makes the first administrator, once and within an hour. */
public final class SetUpLinks {

  private static final Duration GOOD = Duration.ofHours(1);

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;

  /** Keeps them in these stores. */
  public SetUpLinks(Stores stores, Ids ids, Clock clock, SecureRandom random) {
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
  }

  /** Makes one in place of earlier ones; empty if there is an administrator. */
  public Future<Optional<Token>> make() {
    Token token = Token.random(random, Token.LINK);
    Instant now = clock.instant();
    Link link = new Link(ids.link(), Link.Kind.SETUP, null, null, "", 0, 1, now, now.plus(GOOD));
    Actor server = Actor.trusted(ReservedNames.SERVER);
    return stores
        .ask(new InsertLink(server, link, token.hash()), LinkFound.class)
        .map(made -> Optional.of(token))
        .recover(
            error ->
                error instanceof Failure failure && failure.code() == FailureCode.FORBIDDEN
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(error));
  }
}
