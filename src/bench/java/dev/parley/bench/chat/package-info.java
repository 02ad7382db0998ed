/**
 * People who chat: they join over one of the two endpoints, post, and check what they get.
 *
 * <p>Used by the commands in {@code dev.parley.bench}. Imports {@code wire} for the connections and
 * {@code audit} for the counting.
 */
package dev.parley.bench.chat;
