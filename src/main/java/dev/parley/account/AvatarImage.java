package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Picture;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The picture of an account in both its sizes: the middle of what was uploaded, as new PNGs that
 * have nothing of the file but what is seen. Blocks, and takes memory for what is decoded.
 */
record AvatarImage(Picture small, Picture large) {

  /** Pixels in each direction. */
  static final int SMALL = 64;

  /** Pixels in each direction. */
  static final int LARGE = 256;

  /** The most pixels in a direction. */
  static final int MAX_SIDE = 8000;

  /** The most pixels. */
  static final long MAX_PIXELS = 12_500_000;

  /** The most times that a JPEG may go over its pixels; a progressive one does about ten times. */
  static final int MAX_SCANS = 20;

  /** How long one may be decoded. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** More than this in a direction is left out when it is decoded. */
  private static final int ENOUGH = 4 * LARGE;

  /**
   * Makes them of a file.
   *
   * @param nanoTime a clock that only goes forward, in nanoseconds
   * @throws Failure {@code invalid_image}
   */
  static AvatarImage of(byte[] file, LongSupplier nanoTime) {
    String format = ImageFormat.of(file);
    if (format == null) {
      throw unusable("It must be a PNG, JPEG, GIF or WebP.");
    }
    // each goes over all pixels, and may take as little as some bytes; the decoder can't be stopped
    // in between
    if (format.equals("jpeg") && ImageFormat.scans(file) > MAX_SCANS) {
      throw unusable("It has too many scans.");
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
      Square square = decode(reader, in, new DecodingDeadline(nanoTime, DEADLINE));
      Orientation orientation = format.equals("jpeg") ? Orientation.of(file) : Orientation.AS_IT_IS;
      return new AvatarImage(
          png(square.scaled(SMALL, orientation)), png(square.scaled(LARGE, orientation)));
    } catch (Failure failure) {
      throw failure;
    } catch (IOException | RuntimeException e) {
      // what decoders throw at files that are made to break them is of any kind
      throw unusable("It can't be read.");
    }
  }

  private static Square decode(ImageReader reader, ImageInputStream in, DecodingDeadline deadline)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      // before anything is decoded: a small file can say that it is a very large picture
      if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
        throw unusable("It has too many pixels.");
      }
      reader.addIIOReadProgressListener(deadline);
      BufferedImage middle = reader.read(0, middle(reader, width, height));
      if (deadline.isOver()) {
        throw unusable("It takes too long to read.");
      }
      return Square.of(middle);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReadParam middle(ImageReader reader, int width, int height) {
    int side = Math.min(width, height);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
    int every = Math.max(1, side / ENOUGH);
    param.setSourceSubsampling(every, every, 0, 0);
    return param;
  }

  private static Picture png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // a stream of bytes alone would be written by way of a file
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("no writer of PNG");
      }
    }
    return new Picture(out.toByteArray());
  }

  private static Failure unusable(String why) {
    return new Failure(FailureCode.INVALID_IMAGE, FailureCode.INVALID_IMAGE.meaning() + " " + why);
  }
}
