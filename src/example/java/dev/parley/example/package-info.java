/** How other Java services use Parley; run by the tests. */
package dev.parley.example;
