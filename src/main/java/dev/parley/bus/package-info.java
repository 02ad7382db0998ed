/**
 * The language of the event bus: every address, every message, and the values inside them.
 *
 * <p>Whatever crosses the bus is a record of the sealed {@link dev.parley.bus.BusMessage} family,
 * sent to an address that {@link dev.parley.bus.Addresses} built, through {@link
 * dev.parley.bus.Bus}. What goes wrong is a {@link dev.parley.bus.Failure} with one of the codes in
 * {@link dev.parley.bus.FailureCode}. The values ({@code RoomId}, {@code PersonName}, {@code
 * MessageContent}, …) check themselves when they are made, so nothing unusable ever gets on the
 * bus.
 *
 * <p>Rooms ask what is stored through {@link dev.parley.bus.Stores}, which knows whether this node
 * or another one has the database.
 *
 * <p>Used by every package. Imports none of Parley's, only Vert.x core and Jackson.
 */
package dev.parley.bus;
