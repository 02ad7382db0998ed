package dev.parley.bus;

/** What is asked of the table of sessions. */
public sealed interface SessionQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.sessionStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Sign somebody in, or make an access token; answered by {@link Reply.SessionFound}, or fails
   * with {@code too_many}, or {@code wrong_credentials} if the proof doesn't hold any more.
   *
   * @param hash of its token
   * @param ended the session that ends by it; null for none
   * @param max how many of this kind a person has: of browsers', the one unused for longest ends
   * @param proof by which it is made; null for what is made from within a session
   */
  record InsertSession(
      Session session, TokenHash hash, TokenHash ended, int max, Actor actor, Proof proof)
      implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertSession(this);
    }
  }

  /**
   * Find out who is signed in, and that they were here; answered by {@link Reply.SessionFound}, or
   * fails with {@code not_signed_in}.
   *
   * @param from where it is used from
   */
  record FindSession(TokenHash hash, String from) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.findSession(this);
    }
  }

  /**
   * Look again at a session that is in use; answered by {@link Reply.SessionFound}, or fails with
   * {@code not_signed_in} if it has ended.
   */
  record SelectSession(SessionId session) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectSession(this);
    }
  }

  /** The browser is told again to keep the cookie; answered by {@link Reply.Done}. */
  record NoteCookie(SessionId session) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noteCookie(this);
    }
  }

  /**
   * Read the sessions of an account, the last used first; answered by {@link Reply.SessionsFound}.
   */
  record SelectSessions(PersonId person, Session.Kind kind) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectSessions(this);
    }
  }

  /**
   * End one of one's own sessions; answered by {@link Reply.Done}, or fails with {@code not_found}.
   */
  record RevokeSession(Actor actor, SessionId session, Session.Kind kind) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.revokeSession(this);
    }
  }

  /**
   * End the browsers' sessions of an account; answered by {@link Reply.Done}.
   *
   * @param kept all but this one; null for all, and then its access tokens too
   */
  record RevokeSessions(Actor actor, PersonName name, SessionId kept) implements SessionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.revokeSessions(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R insertSession(InsertSession query);

    R findSession(FindSession query);

    R selectSession(SelectSession query);

    R noteCookie(NoteCookie query);

    R selectSessions(SelectSessions query);

    R revokeSession(RevokeSession query);

    R revokeSessions(RevokeSessions query);
  }
}
