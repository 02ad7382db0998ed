package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.testing.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class AvatarImageTest {

  @Test
  void aProgressiveJpegIsAPicture() throws IOException {
    byte[] file = progressive(0);
    assertThat(ImageFormat.scans(file)).isBetween(2, AvatarImage.MAX_SCANS);
    AvatarImage image = AvatarImage.of(file, System::nanoTime);
    assertThat(Images.decoded(image.large().png()).getWidth()).isEqualTo(AvatarImage.LARGE);
  }

  @Test
  void aJpegThatGoesOverItsPixelsTooOftenIsRefused() throws IOException {
    byte[] file = progressive(AvatarImage.MAX_SCANS);
    assertRefused(() -> AvatarImage.of(file, System::nanoTime), "scans");
  }

  @Test
  void whatIsDecodedForTooLongIsRefused() {
    for (String format : new String[] {"png", "jpeg", "gif"}) {
      byte[] file = Images.encoded(Images.halves(400, 300), format);
      AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
      assertRefused(
          () -> AvatarImage.of(file, () -> now.getAndAdd(AvatarImage.DEADLINE.toNanos() + 1)),
          "too long");
    }
  }

  private static void assertRefused(Runnable making, String why) {
    assertThatThrownBy(making::run)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(why)
        .satisfies(
            error -> assertThat(((Failure) error).code()).isEqualTo(FailureCode.INVALID_IMAGE));
  }

  /** A picture whose last scan comes some times more. */
  private static byte[] progressive(int more) throws IOException {
    byte[] file = encode(Images.halves(64, 64));
    int last = file.length - 2;
    while (file[last] != (byte) 0xFF || file[last + 1] != (byte) 0xDA) {
      last--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, file.length - 2);
    for (int i = 0; i < more; i++) {
      out.write(Arrays.copyOfRange(file, last, file.length - 2));
    }
    out.write(file, file.length - 2, 2);
    return out.toByteArray();
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(to);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
