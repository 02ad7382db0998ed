package dev.parley.bench.report;

import dev.parley.bench.audit.Post;
import java.lang.management.ManagementFactory;

/** What is counted between the warm-up and the last delivery. Lives on the loop's thread. */
public final class Measurement {

  private static final double SECOND = 1e9;

  private final Long pid;
  private Latencies latencies = new Latencies();
  private ServerUsage before;
  private long begun;
  private long sendingEnded;
  private long ownCpuBefore;
  private long last;
  private long deliveries;
  private long messages;

  /** Of a server with this pid; null where it can't be looked at. */
  public Measurement(Long pid) {
    this.pid = pid;
  }

  /** Forgets the warm-up. */
  public void begin(long now) {
    latencies = new Latencies();
    deliveries = 0;
    messages = 0;
    begun = now;
    last = now;
    ownCpuBefore = ownCpu();
    before = ServerUsage.of(pid);
  }

  /** Nothing is posted from now on; deliveries still count. */
  public void sendingEnded(long now) {
    sendingEnded = now;
  }

  /** A message came; {@code own} counts it as a message, since it comes back to its sender once. */
  public void delivered(Post post, boolean own, long now) {
    latencies.add(now - post.due());
    last = now;
    deliveries++;
    if (own) {
      messages++;
    }
  }

  /** How many deliveries there were since the beginning. */
  public long deliveries() {
    return deliveries;
  }

  /** What came of it. */
  public Figures figures() {
    double seconds = Math.max(last, sendingEnded) - begun;
    seconds /= SECOND;
    double own = (ownCpu() - ownCpuBefore) / SECOND;
    return new Figures(
        seconds,
        messages,
        messages / seconds,
        deliveries,
        deliveries / seconds,
        latencies.summary(),
        server(seconds),
        own / seconds);
  }

  private Figures.Server server(double seconds) {
    if (before == null) {
      return null;
    }
    double cpu = (ServerUsage.of(pid).cpuNanos() - before.cpuNanos()) / SECOND;
    return new Figures.Server(cpu, cpu / seconds, deliveries == 0 ? 0 : cpu * 1e6 / deliveries);
  }

  private static long ownCpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
