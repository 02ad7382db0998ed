package dev.parley.bus;

/**
 * Asks the database who of a room's members has read up to a message, by name; answered by {@link
 * Reply.ReceiptsListed}. It is nobody where receipts are switched off, on the server or by whoever
 * asks.
 *
 * @param asker whose receipts must be on
 * @param after only those whose names come behind this one; null for the first
 * @param limit the most to list
 */
public record ReceiptQuery(
    RoomId room, MessageId message, PersonId asker, PersonName after, int limit)
    implements StoreQuery {

  @Override
  public String address() {
    return Addresses.receiptStore();
  }
}
