/**
 * Accounts: signing up and in, sessions and access tokens, profiles and pictures, invitations, and
 * what administrators do with people.
 *
 * <p>{@link dev.parley.account.AccountSignIn} finds out who is behind a request; {@link
 * dev.parley.account.Accounts} makes the REST operations; the stores answer what all of them ask,
 * over the bus, so that nodes without a database work. What takes a right away is noted and told in
 * the same way each time ({@code Ledger}). Of what lets somebody in, a password, token, link or
 * code, only hashes are kept.
 *
 * <p>Used by {@code App} and its command line. Imports {@code bus}, {@code http} for the routes and
 * sign-in, {@code limit}, {@code message} for notices in rooms, {@code persistence} for the stores,
 * {@code presence} for who is there, {@code rights}.
 */
package dev.parley.account;
