package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;

/**
 * How often passwords, codes and links may be tried: for each account, or what somebody says is
 * one, and for each address. Whether there is such an account makes no difference.
 *
 * @param accounts by {@code PersonName.key()}
 * @param addresses by what is written of them
 */
public record SignInRates(RateLimit<String> accounts, RateLimit<String> addresses) {

  /**
   * Counts a try at an account.
   *
   * @throws Failure {@code rate_limited}
   */
  void take(String account, String address) {
    take(address);
    require(accounts.take(account));
  }

  /**
   * Counts a try at no account.
   *
   * @throws Failure {@code rate_limited}
   */
  void take(String address) {
    require(addresses.take(address));
  }

  private static void require(Permit permit) {
    if (!permit.allowed()) {
      throw new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    }
  }
}
