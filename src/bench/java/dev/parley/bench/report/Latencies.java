package dev.parley.bench.report;

import org.HdrHistogram.Histogram;

/** How long deliveries took from when they were due, to 0.1 %, from 1 µs up to an hour. */
public final class Latencies {

  private static final long MAX_MICROS = 3_600_000_000L;

  private final Histogram histogram = new Histogram(1, MAX_MICROS, 3);

  /** Percentiles, in milliseconds. */
  public record Summary(double p50, double p90, double p99, double p999, double max) {}

  /** One delivery took so long. */
  public void add(long nanos) {
    histogram.recordValue(Math.max(1, Math.min(nanos / 1000, MAX_MICROS)));
  }

  /** What was added so far. */
  public Summary summary() {
    return new Summary(at(50), at(90), at(99), at(99.9), round(histogram.getMaxValue()));
  }

  private double at(double percentile) {
    return histogram.getTotalCount() == 0 ? 0 : round(histogram.getValueAtPercentile(percentile));
  }

  private static double round(long micros) {
    return micros / 1000.0;
  }
}
