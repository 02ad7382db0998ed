/**
 * The figures and how they are told: tables for people, JSON for programs, a picture of the memory.
 *
 * <p>Used by the commands in {@code dev.parley.bench}. Imports {@code audit}.
 */
package dev.parley.bench.report;
