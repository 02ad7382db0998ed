/**
 * Who is here. Plain classes without Vert.x; the rooms use them.
 *
 * <p>Imports {@code bus} only.
 */
package dev.parley.presence;
