/**
 * What tests of all packages share: a server to test against, and guards that fail a test for what
 * it can't see itself.
 */
package dev.parley.testing;
