package dev.parley.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A picture of a soak: the server's memory above, deliveries per second below, over time. */
public final class Plot {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int PANEL = 180;
  private static final int LINES = 4;
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color MEMORY = new Color(0x1F6FB2);
  private static final Color DELIVERIES = new Color(0xB2541F);

  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();
  private final List<Sample> samples;

  private Plot(List<Sample> samples) {
    this.samples = samples;
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
  }

  /**
   * Draws these into a PNG.
   *
   * @throws IOException if it can't be written
   */
  public static void write(List<Sample> samples, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Plot plot = new Plot(samples);
    plot.panel(30, "server memory, MiB", MEMORY, i -> samples.get(i).rssMib());
    plot.panel(
        260,
        "deliveries/s",
        DELIVERIES,
        i -> samples.get(i).rateSince(i == 0 ? Sample.START : samples.get(i - 1)));
    plot.pen.dispose();
    ImageIO.write(plot.image, "png", file.toFile());
  }

  private void panel(int top, String title, Color color, IntToDoubleFunction value) {
    double[] values =
        IntStream.range(0, samples.size()).mapToDouble(value::applyAsDouble).toArray();
    double step = step(Arrays.stream(values).max().orElse(0));
    double longest = samples.isEmpty() ? 1 : samples.get(samples.size() - 1).atS();
    grid(top, step);
    pen.drawString(title + ", over %,.0f s".formatted(longest), LEFT, top - 8);
    Path2D line = new Path2D.Double();
    for (int i = 0; i < values.length; i++) {
      double x = LEFT + (WIDTH - LEFT - RIGHT) * samples.get(i).atS() / longest;
      double y = top + PANEL - PANEL * values[i] / (step * LINES);
      if (i == 0) {
        line.moveTo(x, y);
      }
      line.lineTo(x, y);
    }
    pen.setColor(color);
    pen.setStroke(new BasicStroke(2));
    pen.draw(line);
  }

  private void grid(int top, double step) {
    pen.setStroke(new BasicStroke(1));
    for (int i = 0; i <= LINES; i++) {
      int y = top + PANEL - PANEL * i / LINES;
      pen.setColor(GRID);
      pen.drawLine(LEFT, y, WIDTH - RIGHT, y);
      pen.setColor(INK);
      pen.drawString("%,.0f".formatted(step * i), 10, y + 4);
    }
  }

  /** A round distance between lines, so that the highest value fits. */
  private static double step(double highest) {
    double step = 1;
    for (int i = 0; step * LINES < highest; i++) {
      step *= i % 3 == 1 ? 2.5 : 2;
    }
    return step;
  }
}
