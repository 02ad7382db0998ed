/**
 * Limits that all event loops of a node share, and whom they count: how often ({@link
 * dev.parley.limit.RateLimit}), how many at once ({@link dev.parley.limit.Capacity}, {@link
 * dev.parley.limit.Places}), and blocks of addresses ({@link dev.parley.limit.AddressBlock}).
 *
 * <p>Everything here is safe for threads and never waits. Each map has a bound of its own, so that
 * who is limited can't use it to fill the memory.
 *
 * <p>Used by {@code http}, {@code socket}, {@code config} and {@code App}. Imports none of Parley's
 * packages, and only Caffeine, Bucket4j and Netty's reading of addresses.
 */
package dev.parley.limit;
