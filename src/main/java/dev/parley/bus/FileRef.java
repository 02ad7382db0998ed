package dev.parley.bus;

/**
 * A file of a message.
 *
 * @param type its media type, found from its first bytes
 * @param size in bytes
 * @param width of an image, in pixels; null for what is none
 * @param height of an image, in pixels; null for what is none
 * @param thumbnail whether there is a small picture of it
 */
public record FileRef(
    FileId id,
    String name,
    String type,
    long size,
    Integer width,
    Integer height,
    boolean thumbnail) {}
