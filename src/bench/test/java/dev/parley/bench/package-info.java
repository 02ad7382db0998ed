/** Tests of the benchmarks themselves: that they find what is wrong, and end. */
package dev.parley.bench;
