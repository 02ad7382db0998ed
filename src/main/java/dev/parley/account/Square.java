package dev.parley.account;

import java.awt.image.BufferedImage;

/**
 * A square of pixels that is made smaller by averages. Done by hand: Java's own way wants the
 * desktop's libraries, which servers don't have.
 */
final class Square {

  private static final int ALPHA = 24;
  private static final int RED = 16;
  private static final int GREEN = 8;
  private static final int BYTE = 0xFF;

  private final int side;
  private final int[] pixels;

  private Square(int side, int[] pixels) {
    this.side = side;
    this.pixels = pixels;
  }

  static Square of(BufferedImage image) {
    int side = Math.min(image.getWidth(), image.getHeight());
    return new Square(side, image.getRGB(0, 0, side, side, null, 0, side));
  }

  /** Of this size, and turned. */
  BufferedImage scaled(int size, Orientation orientation) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int column = orientation.column(x, y, last);
        image.setRGB(x, y, average(column, orientation.row(x, y, last), size));
      }
    }
    return image;
  }

  /** Of the pixels that one of the smaller square stands for; of a single one if it is larger. */
  private int average(int x, int y, int size) {
    int left = x * side / size;
    int top = y * side / size;
    int right = Math.max(left + 1, (x + 1) * side / size);
    int bottom = Math.max(top + 1, (y + 1) * side / size);
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int pixel = pixels[row * side + column];
        int weight = pixel >>> ALPHA;
        alpha += weight;
        red += (long) weight * (pixel >>> RED & BYTE);
        green += (long) weight * (pixel >>> GREEN & BYTE);
        blue += (long) weight * (pixel & BYTE);
      }
    }
    if (alpha == 0) {
      return 0;
    }
    long count = (long) (right - left) * (bottom - top);
    return (int) (alpha / count) << ALPHA
        | (int) (red / alpha) << RED
        | (int) (green / alpha) << GREEN
        | (int) (blue / alpha);
  }
}
