package dev.parley.cluster;

/**
 * Where a node is reached by the others.
 *
 * @param host the address to listen on; empty for the first that other machines may reach
 * @param port the first port to try for membership; the next ones are tried if it is taken
 * @param busPort that of the event bus; 0 takes a free one
 * @param tls null for none
 */
public record ClusterSettings(String host, int port, int busPort, ClusterTls tls) {}
