/**
 * The database: opening it, migrating it, and the two ways to use it, {@link
 * dev.parley.persistence.Database#write} and {@link dev.parley.persistence.Database#read}. The SQL
 * itself stands in the {@code *Store} class of each feature.
 *
 * <p>Writes are transactions on one connection; what many rooms append at the same time goes into
 * one commit ({@link dev.parley.persistence.GroupCommit}). Reads have connections of their own that
 * can't write.
 *
 * <p>Used by the {@code *Store} classes and by {@code App}. Imports {@code bus}; knows nothing of
 * sockets or HTTP.
 */
package dev.parley.persistence;
