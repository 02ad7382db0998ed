/**
 * The configuration: typed records, read once from the defaults, a file, the environment and the
 * command line.
 *
 * <p>{@code conf/parley.yaml} is both the manual and the list of keys: what isn't in it doesn't
 * exist. Whatever is wrong is reported together, by key, before anything starts.
 *
 * <p>Used by {@code Main} and {@code App}, which hand each part to those it concerns. Imports
 * {@code limit} for addresses.
 */
package dev.parley.config;
