package dev.parley.cluster;

/**
 * What everything between nodes is encrypted with; every node proves that it has a certificate of
 * the same authority.
 *
 * @param certificate path of the node's own, in PEM
 * @param key path of its key, in PEM
 * @param authority path of the certificate that the others' must be signed with, in PEM
 */
public record ClusterTls(String certificate, String key, String authority) {}
