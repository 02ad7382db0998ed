/**
 * What people have for themselves in rooms: what they have begun to write, the threads they follow,
 * and who lets others know how far they have read.
 *
 * <p>Used by {@code App}. Imports {@code bus}, {@code http} for its routes, {@code message} and
 * {@code persistence} for its stores.
 */
package dev.parley.reading;
