package dev.parley.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test class in which Vert.x warned of a blocked thread. The server under test must be made
 * with options that warn early, as {@link ParleyServer} does.
 */
public final class BlockedEventLoops implements BeforeAllCallback, AfterAllCallback {

  private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  /** What was logged since the class began. */
  public List<String> warnings() {
    return List.copyOf(warnings.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    warnings.start();
    checker().addAppender(warnings);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    checker().detachAppender(warnings);
    if (!warnings().isEmpty()) {
      throw new AssertionError("an event loop was blocked: " + warnings());
    }
  }

  private static Logger checker() {
    return (Logger) LoggerFactory.getLogger(CHECKER);
  }
}
