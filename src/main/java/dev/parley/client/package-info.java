/**
 * Parley for services of the same process, typed: a {@link dev.parley.client.ChatClient} over the
 * public bus. A service uses this and {@code bus}'s values and nothing else of Parley's.
 *
 * <p>Used by {@code Parley} and by others' code. Imports {@code bus}, {@code rights}.
 */
package dev.parley.client;
