package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Failure;
import dev.parley.testing.Images;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarLookTest {
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
    BufferedImage image = Images.decoded(make(file).small().png());
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

  private static AvatarImage make(byte[] file) {
    return AvatarImage.of(file, System::nanoTime);
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
    AvatarImage image = make(file);
    assertThat(new String(image.large().png(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", "eXIf", "tEXt");
  }

  @Test
  void whatIsSeenThroughStaysSo() {
    BufferedImage clear = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0xFF00FF00);
    BufferedImage small = Images.decoded(make(Images.encoded(clear, "png")).small().png());
    assertThat(small.getRGB(40, 40) >>> 24).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void aPictureOfOnePixelWillDo(String format) {
    BufferedImage pixel = Images.halves(1, 1);
    AvatarImage image = make(Images.encoded(pixel, format));
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
      make(file);
    } catch (Failure refused) {
      assertThat(refused.code().code()).isEqualTo("invalid_image");
    }
  }

  @Test
  void aVeryLargePictureIsRefusedWithoutTheMemoryForIt() {
    assertThatThrownBy(() -> make(Images.claiming(30_000, 30_000)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("too many pixels");
  }
}
