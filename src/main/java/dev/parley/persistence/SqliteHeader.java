package dev.parley.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the first hundred bytes of an SQLite file say of it. They are read without SQLite, which
 * takes an empty file for a new database.
 *
 * @param pageBytes the size of a page
 * @param fileBytes how long the file is
 * @param bytes how long it was when it was last written, write-ahead log aside
 */
record SqliteHeader(int pageBytes, long fileBytes, long bytes) {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES = 100;
  private static final int PAGE_BYTES_AT = 16;
  private static final int PAGES_AT = 28;
  private static final int MIN_PAGE_BYTES = 512;

  /** The largest page has 65,536 bytes, which is one more than two bytes can say. */
  private static final int LARGEST_SAID_AS = 1;

  private static final int LARGEST_PAGE_BYTES = 65_536;

  /**
   * Reads the header of a file.
   *
   * @throws StorageException if it isn't one
   */
  static SqliteHeader of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        throw refused(file, "is empty");
      }
      ByteBuffer header = ByteBuffer.allocate(BYTES);
      while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
        // reads on until the header is whole or the file ends
      }
      int pageBytes = pageBytes(header);
      if (header.hasRemaining() || !hasMagic(header) || !isPageSize(pageBytes)) {
        throw refused(file, "is not a database");
      }
      long pages = Integer.toUnsignedLong(header.getInt(PAGES_AT));
      return new SqliteHeader(pageBytes, size, pages * pageBytes);
    }
  }

  /** Refuses a file that, together with its write-ahead log, is shorter than this. */
  void requireLength(Path file, long bytes, long logBytes) {
    if (fileBytes + logBytes < bytes) {
      throw refused(file, "is cut short: " + fileBytes + " bytes of " + bytes + " are there");
    }
  }

  static StorageException refused(Path file, String reason) {
    return new StorageException(
        "The database "
            + file
            + " "
            + reason
            + ". Nothing was changed; restore it from a backup, or move it away to begin anew.",
        null);
  }

  private static boolean hasMagic(ByteBuffer header) {
    return ByteBuffer.wrap(MAGIC).equals(header.slice(0, MAGIC.length));
  }

  private static int pageBytes(ByteBuffer header) {
    int said = Short.toUnsignedInt(header.getShort(PAGE_BYTES_AT));
    return said == LARGEST_SAID_AS ? LARGEST_PAGE_BYTES : said;
  }

  private static boolean isPageSize(int bytes) {
    return bytes >= MIN_PAGE_BYTES && Integer.bitCount(bytes) == 1;
  }
}
