package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Finds out who is behind a request, a socket or a client of a bridge. An application that embeds
 * Parley gives its own, which may look at cookies, tokens or whatever its users sign in with.
 *
 * <p>Called on an event loop, once for each request and connection: it must not block, and has five
 * seconds. What fails with {@code not_signed_in} is answered with 401, or closed with 4501; what
 * throws, or fails otherwise than by a {@code Failure}, is logged and answered as {@code internal}.
 */
@FunctionalInterface
public interface SignIn {

  /** Whoever comes gives a name, and nobody asks for more. */
  SignIn BY_NAME = credentials -> Future.succeededFuture(Caller.ANYBODY);

  /** Fails with a {@code Failure} for whoever may not come in. */
  Future<Caller> signIn(Credentials credentials);

  /**
   * Asks about somebody who is here with a connection, when that may have changed.
   *
   * @param known as it was answered before
   * @return what holds now; fails with a {@code Failure} for whoever may not stay
   */
  default Future<Caller> again(Caller known) {
    return Future.succeededFuture(known);
  }

  /**
   * What the browser of somebody who was found is told with the answer, so that it stays signed in
   * for as long as it is used.
   *
   * @param encrypted whether the request came encrypted
   * @return a value of {@code Set-Cookie}; empty for nothing
   */
  default Optional<String> cookie(Credentials credentials, Caller caller, boolean encrypted) {
    return Optional.empty();
  }

  /**
   * What there is to tell somebody by.
   *
   * @param headers those of the HTTP request; of the clients of bridges, also the {@code
   *     Authorization} of their session message, which over TCP is all there is
   * @param address where it comes from, as far as trusted proxies tell
   */
  record Credentials(MultiMap headers, InetAddress address) {}
}
