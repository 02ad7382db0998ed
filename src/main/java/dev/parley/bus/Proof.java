package dev.parley.bus;

/**
 * What somebody has shown to be who they are: it counts only for as long as it is still what the
 * account is signed in with. Between the comparing, which takes its time and its turn, and what is
 * done by it, another request may have changed that.
 *
 * @param password the hash that theirs was compared with
 * @param twoFactor whether there was a second factor
 */
public record Proof(PersonId person, Secret password, boolean twoFactor) {}
