/** The benchmarks. */
package dev.parley.bench;
