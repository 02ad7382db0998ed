package dev.parley.account;

import java.time.Duration;
import java.util.function.LongSupplier;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Stops the decoding of a picture that takes too long, at the next row of pixels. */
final class DecodingDeadline implements IIOReadProgressListener {

  private final LongSupplier nanoTime;
  private final long end;
  private boolean over;

  /** Begins now. */
  DecodingDeadline(LongSupplier nanoTime, Duration length) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + length.toNanos();
  }

  /** Whether it has stopped the decoding; what is there of the picture isn't all of it then. */
  boolean isOver() {
    return over;
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (nanoTime.getAsLong() - end > 0) {
      over = true;
      source.abort();
    }
  }

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}
}
