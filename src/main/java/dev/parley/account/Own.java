package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.http.ApiRequest;

/** Whose own account a request is about. */
final class Own {

  private Own() {}

  /**
   * The account of whoever asks.
   *
   * @throws Failure {@code forbidden} for somebody whom an application vouches for without one
   */
  static Actor of(ApiRequest request) {
    if (!request.actor().hasAccount()) {
      throw new Failure(FailureCode.FORBIDDEN, "This takes an account of this server.");
    }
    return request.actor();
  }
}
