package dev.parley.account;

import java.time.Duration;

/**
 * How accounts are bounded.
 *
 * @param rates how often passwords, codes and links may be tried
 * @param sessionExpiry how long after its last use a browser's session ends
 * @param sessions browsers that one person is signed in with
 * @param tokens access tokens of one person
 */
public record AccountLimits(SignInRates rates, Duration sessionExpiry, int sessions, int tokens) {}
