package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.testing.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarImageTest {
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  /** Red on the left as it is stored; where it is to be seen. */
  @ParameterizedTest
  @CsvSource({
    "1, left",
    "2, right",
    "3, right",
    "4, left",
    "5, top",
    "6, top",
    "7, bottom",
    "8, bottom"
  })
  void aPhotographStandsUpright(int orientation, String red) {
    byte[] file = Images.turned(Images.halves(120, 120), orientation);
    BufferedImage image = Images.decoded(AvatarImage.of(file, System::nanoTime).small().png());
    int[] at =
        switch (red) {
          case "left" -> new int[] {4, 32};
          case "right" -> new int[] {59, 32};
          case "top" -> new int[] {32, 4};
          default -> new int[] {32, 59};
        };
    assertThat(isNear(image.getRGB(at[0], at[1]), RED)).isTrue();
    assertThat(isNear(image.getRGB(63 - at[0], 63 - at[1]), BLUE)).isTrue();
  }

  private static boolean isNear(int pixel, int colour) {
    int off = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      off = Math.max(off, Math.abs((pixel >> shift & 0xFF) - (colour >> shift & 0xFF)));
    }
    return off < 40;
  }

  @Test
  void whatStandsBesideThePictureIsGone() {
    byte[] file = Images.turned(Images.halves(300, 200), 6);
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("Exif");
    AvatarImage image = AvatarImage.of(file, System::nanoTime);
    assertThat(new String(image.large().png(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", "eXIf", "tEXt");
  }

  @Test
  void whatIsSeenThroughStaysSo() {
    BufferedImage clear = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0xFF00FF00);
    BufferedImage small =
        Images.decoded(
            AvatarImage.of(Images.encoded(clear, "png"), System::nanoTime).small().png());
    assertThat(small.getRGB(40, 40) >>> 24).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void aPictureOfOnePixelWillDo(String format) {
    BufferedImage pixel = Images.halves(1, 1);
    AvatarImage image = AvatarImage.of(Images.encoded(pixel, format), System::nanoTime);
    assertThat(Images.decoded(image.large().png()).getWidth()).isEqualTo(256);
  }

  /** Whatever a decoder throws at it, it is a picture or none. */
  @Test
  void whatIsBrokenAtRandomIsRefusedAndNothingElse() {
    Random random = new Random(7);
    for (String format : new String[] {"png", "jpeg", "gif"}) {
      byte[] good = Images.encoded(Images.halves(60, 60), format);
      for (int i = 0; i < 200; i++) {
        byte[] bad = good.clone();
        for (int change = 0; change < 8; change++) {
          bad[12 + random.nextInt(bad.length - 12)] = (byte) random.nextInt();
        }
        attempt(bad);
      }
    }
    byte[] webp = Images.webp();
    for (int i = 12; i < webp.length; i++) {
      byte[] bad = webp.clone();
      bad[i] ^= 0x55;
      attempt(bad);
    }
  }

  private static void attempt(byte[] file) {
    try {
      AvatarImage.of(file, System::nanoTime);
    } catch (Failure refused) {
      assertThat(refused.code().code()).isEqualTo("invalid_image");
    }
  }

  @Test
  void aVeryLargePictureIsRefusedWithoutTheMemoryForIt() {
    assertThatThrownBy(() -> AvatarImage.of(Images.claiming(30_000, 30_000), System::nanoTime))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("too many pixels");
  }

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
