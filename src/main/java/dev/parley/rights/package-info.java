/**
 * Who may do what: one table as data, {@code contract/rights.csv}, and one function that asks it,
 * {@link dev.parley.rights.Rights#decide}. Which request, frame or address is which {@link
 * dev.parley.rights.Action} stands in {@code contract/doors.csv}.
 *
 * <p>Plain Java, imports nothing of Parley's; used by everybody who lets people in.
 */
package dev.parley.rights;
