package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.rights.Action;
import io.vertx.core.Future;

/**
 * Finds out who is behind a connection: when it comes, and again whenever that may have changed.
 * For any thread; answers on the context of whoever asks.
 */
public final class Identity {

  private final SignIn signIn;
  private final Names names;

  /** Asks these. */
  public Identity(SignIn signIn, Names names) {
    this.signIn = signIn;
    this.names = names;
  }

  /**
   * Who comes, with a name.
   *
   * @param credentials what there is to tell by
   * @param claimed the name that it gives itself, null for none
   * @param action what it takes a right to
   * @return fails with {@code not_signed_in}, {@code invalid_username} or {@code forbidden}
   */
  public Future<Caller> find(SignIn.Credentials credentials, String claimed, Action action) {
    return signIn
        .signIn(credentials)
        .map(caller -> caller.from(credentials.address().getHostAddress()))
        .compose(
            caller -> {
              Entrance.require(caller, action);
              return names.claim(caller, claimed).map(caller::acting);
            });
  }

  /**
   * Who it is now.
   *
   * @param known as it was found before
   * @return fails with {@code not_signed_in} or {@code forbidden} for whoever may not stay
   */
  public Future<Caller> again(Caller known, Action action) {
    return signIn
        .again(known)
        .compose(
            caller -> {
              if (!known.actor().isSame(caller.actor())) {
                throw new Failure(FailureCode.NOT_SIGNED_IN);
              }
              Caller here = caller.from(known.actor().from());
              Entrance.require(here, action);
              return names.again(here.actor()).map(here::acting);
            });
  }
}
