package dev.parley.account;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a picture is to be turned so that its top is up: cameras write it beside the picture (EXIF),
 * where it would be lost with everything else.
 */
enum Orientation {
  AS_IT_IS,
  MIRRORED,
  UPSIDE_DOWN,
  UPSIDE_DOWN_MIRRORED,
  ON_ITS_SIDE_MIRRORED,
  TOP_TO_THE_LEFT,
  OTHER_SIDE_MIRRORED,
  TOP_TO_THE_RIGHT;

  /** What a JPEG says. */
  static Orientation of(byte[] jpeg) {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      List<JPEGSegment> exif = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
      return exif.isEmpty() ? AS_IT_IS : of(exif.get(0));
    } catch (IOException | RuntimeException e) {
      return AS_IT_IS; // it is the picture that counts
    }
  }

  private static Orientation of(JPEGSegment exif) throws IOException {
    try (InputStream data = exif.data()) {
      data.skipNBytes(1); // a zero that fills up
      try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(data)) {
        Directory directory = new TIFFReader().read(in);
        Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
        return entry == null ? AS_IT_IS : values()[((Number) entry.getValue()).intValue() - 1];
      }
    }
  }

  /** In which column of a square, as it is stored, a pixel stands that is to be seen here. */
  int column(int x, int y, int last) {
    return switch (this) {
      case AS_IT_IS, UPSIDE_DOWN_MIRRORED -> x;
      case MIRRORED, UPSIDE_DOWN -> last - x;
      case ON_ITS_SIDE_MIRRORED, TOP_TO_THE_LEFT -> y;
      case OTHER_SIDE_MIRRORED, TOP_TO_THE_RIGHT -> last - y;
    };
  }

  /** And in which row. */
  int row(int x, int y, int last) {
    return switch (this) {
      case AS_IT_IS, MIRRORED -> y;
      case UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> last - y;
      case ON_ITS_SIDE_MIRRORED, TOP_TO_THE_RIGHT -> x;
      case TOP_TO_THE_LEFT, OTHER_SIDE_MIRRORED -> last - x;
    };
  }
}
