package dev.parley.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open; it goes nowhere else. */
public final class CapturedLog implements AutoCloseable {
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Logger logger;

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  /** Begins. */
  public static CapturedLog of(Class<?> owner) {
    CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(owner));
    log.events.start();
    log.logger.setAdditive(false);
    log.logger.addAppender(log.events);
    return log;
  }

  /** The lines so far, each as {@code LEVEL message}. */
  public List<String> lines() {
    return List.copyOf(events.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(events);
    logger.setAdditive(true);
  }
}
