/**
 * The database: opening it, migrating it, and the two ways to use it, {@link
 * dev.parley.persistence.Database#write} and {@link dev.parley.persistence.Database#read}. The SQL
 * itself stands in the {@code *Store} class of each feature.
 *
 * <p>Writes are transactions on one connection; what many rooms append at the same time goes into
 * one commit ({@link dev.parley.persistence.GroupCommit}), which is carried out in one piece
 * ({@link dev.parley.persistence.Database#writeInOneGo}). Reads have connections of their own that
 * can't write.
 *
 * <p>On SQLite that is a file of this server's own; on PostgreSQL a database that several nodes
 * share, where the room's row is locked while its log is written ({@code PostgresDatabase}). Its
 * connections come from the driver alone: the JDBC client pools them, and a second pool below would
 * keep those that are lost. Nodes of a cluster that open none use another node's ({@code
 * SharedStorageVerticle}).
 *
 * <p>A SQLite database is looked at before it is used, and refused untouched if it is damaged, cut
 * short, empty or gone while its log is there; a first one is made whole under another name. One
 * that is not what the last server left gives its rooms new epochs ({@code Origin}; {@code
 * PostgresOrigin}). While the disk fails, writes fail as {@code storage_unavailable} and reads go
 * on; it heals by itself.
 *
 * <p>Used by the {@code *Store} classes and by {@code App}. Imports {@code bus}; knows nothing of
 * sockets or HTTP.
 */
package dev.parley.persistence;
