package dev.parley.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures to upload, and to look at. */
public final class Images {

  /** One pixel. */
  private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  private Images() {}

  /** Red on the left, blue on the right. */
  public static BufferedImage halves(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, x < width / 2 ? 0xFF0000 : 0x0000FF);
      }
    }
    return image;
  }

  /** As a file. */
  public static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException(format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file shows. */
  public static BufferedImage decoded(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of one pixel. */
  public static byte[] webp() {
    return Base64.getDecoder().decode(WEBP);
  }

  /** A JPEG that says how it is to be turned, by a number of EXIF's from 1 to 8. */
  public static byte[] turned(BufferedImage image, int orientation) {
    byte[] jpeg = encoded(image, "jpeg");
    byte[] exif = {
      -1,
      -31,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0, // the segment
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8, // the file in it
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0 // its one field
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** A PNG in black and white that is as large as it says, and packs to next to nothing. */
  public static byte[] claiming(int width, int height) {
    try {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {1, 0, 0, 0, 0});
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      try (DeflaterOutputStream packed = new DeflaterOutputStream(data)) {
        byte[] row = new byte[1 + (width + 7) / 8];
        for (int y = 0; y < height; y++) {
          packed.write(row);
        }
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
      chunk(file, "IHDR", header.toByteArray());
      chunk(file, "IDAT", data.toByteArray());
      chunk(file, "IEND", new byte[0]);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    DataOutputStream out = new DataOutputStream(file);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
