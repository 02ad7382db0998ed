/**
 * Makes one cluster of the nodes that share a PostgreSQL database: they find each other in it, one
 * at a time, and refuse whoever speaks another protocol on the bus. Tells of nodes that come and
 * go.
 *
 * <p>With certificates, all that nodes say to each other is encrypted ({@code Encryption}). After a
 * cluster was cut, what its parts had registered on the bus is put right ({@code Registrations}).
 *
 * <p>Below are Infinispan, which keeps the bus's registrations on every node, and JGroups, which
 * watches who is there. Nothing of a message's way depends on them: the database gives the order,
 * and what the bus loses comes from the log.
 *
 * <p>Used by {@code Node}. Imports {@code bus} and {@code persistence}.
 */
package dev.parley.cluster;
