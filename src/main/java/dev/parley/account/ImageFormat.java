package dev.parley.account;

import java.nio.charset.StandardCharsets;

/** Tells pictures by how they begin, whatever somebody says that they are. */
final class ImageFormat {

  private static final int WEBP_AT = 8;
  private static final byte MARKER = (byte) 0xFF;
  private static final byte SCAN = (byte) 0xDA;

  private ImageFormat() {}

  /** The name of the format; null for any other file. */
  static String of(byte[] file) {
    if (begins(file, 0, "\u0089PNG\r\n\u001a\n")) {
      return "png";
    }
    if (begins(file, 0, "\u00ff\u00d8\u00ff")) {
      return "jpeg";
    }
    if (begins(file, 0, "GIF87a") || begins(file, 0, "GIF89a")) {
      return "gif";
    }
    return begins(file, 0, "RIFF") && begins(file, WEBP_AT, "WEBP") ? "webp" : null;
  }

  /**
   * How often a JPEG goes over its pixels, at most: what is no beginning of a scan may look like
   * one, in a picture within the picture for instance, but not the other way round.
   */
  static int scans(byte[] jpeg) {
    int scans = 0;
    for (int i = 1; i < jpeg.length; i++) {
      if (jpeg[i] == SCAN && jpeg[i - 1] == MARKER) {
        scans++;
      }
    }
    return scans;
  }

  private static boolean begins(byte[] file, int at, String text) {
    byte[] beginning = text.getBytes(StandardCharsets.ISO_8859_1);
    if (file.length < at + beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (file[at + i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }
}
