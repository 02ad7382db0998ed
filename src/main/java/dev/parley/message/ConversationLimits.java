package dev.parley.message;

/**
 * How much can gather at messages.
 *
 * @param versions the most earlier versions of a message that are kept; those in the middle go
 *     first, the first one stays
 * @param reactionsPerMessage the most different emoji at a message
 * @param pins the most pinned messages of a room
 */
public record ConversationLimits(int versions, int reactionsPerMessage, int pins) {}
