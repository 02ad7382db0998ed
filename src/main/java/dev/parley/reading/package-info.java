/**
 * What people have for themselves in rooms: what they have begun to write, and who lets others know
 * how far they have read.
 *
 * <p>Used by {@code App}. Imports {@code bus}, {@code http} for its routes, {@code persistence} for
 * its stores.
 */
package dev.parley.reading;
