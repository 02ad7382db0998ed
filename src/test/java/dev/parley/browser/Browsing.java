package dev.parley.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Proxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * One Chromium for all browser tests; a context of its own for each person. After each test it
 * fails the test if a page wanted another host, if a script failed, or if the content security
 * policy had to stop something.
 */
final class Browsing implements BeforeAllCallback, AfterEachCallback {

  private static final double PATIENCE_MS = 20_000;

  private static final String SEARCH_ENGINE = "www.google.com";

  /** The browser and what goes with it, closed after the last test. */
  private static final class Shared implements AutoCloseable {
    final OutsideWorld outside;
    final Playwright playwright;
    final Browser browser;

    Shared() {
      try {
        outside = new OutsideWorld();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Chromium.NO_DOWNLOAD));
      BrowserType.LaunchOptions options =
          new BrowserType.LaunchOptions().setArgs(Chromium.arguments());
      Chromium.find().ifPresent(options::setExecutablePath);
      browser = playwright.chromium().launch(options);
    }

    @Override
    public void close() throws IOException {
      browser.close();
      playwright.close();
      outside.close();
    }
  }

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> requested = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> excused = new ArrayList<>();
  private Shared shared;

  @Override
  public void beforeAll(ExtensionContext context) {
    // tests wait for what they want to see; on a busy machine that may take a while
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    Store store = context.getRoot().getStore(Namespace.create(Browsing.class));
    shared = store.getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
  }

  /** A browser of somebody's own, with a window of this size. */
  Page person(int width, int height) {
    return person(new Browser.NewContextOptions().setViewportSize(width, height));
  }

  /** A browser of somebody's own, set up like this. */
  Page person(Browser.NewContextOptions options) {
    options.setLocale("en-GB");
    options.setProxy(new Proxy(shared.outside.address()).setBypass("127.0.0.1"));
    BrowserContext context = shared.browser.newContext(options);
    contexts.add(context);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isAboutConnection(message.text())) {
            complaints.add(message.text());
          }
        });
    context.onRequest(request -> requested.add(request.url()));
    context.onWebError(error -> complaints.add(error.error()));
    return context.newPage();
  }

  /** What this test knows of and excuses: complaints with this in them. */
  void excuse(String part) {
    excused.add(part);
  }

  /** Which other hosts were wanted so far, forgotten with this. */
  List<String> takeWanted() {
    return shared.outside.take();
  }

  /** What everybody saw when a test failed is kept below {@code target}. */
  private void keepPictures(String test) {
    int person = 0;
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        Path picture = Path.of("target", "browser-failures", test + "-" + ++person + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
      }
    }
  }

  /** That a server is away is what some tests are about, and browsers log it. */
  private static boolean isAboutConnection(String text) {
    return text.contains("WebSocket connection to")
        || text.contains("net::ERR_")
        || text.contains("Failed to load resource: the server responded with a status of 4");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      keepPictures(context.getRequiredTestMethod().getName());
    }
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> found =
        complaints.stream().filter(text -> excused.stream().noneMatch(text::contains)).toList();
    complaints.clear();
    excused.clear();
    List<String> wanted = new ArrayList<>(takeWanted());
    if (requested.stream().noneMatch(url -> url.contains(SEARCH_ENGINE))) {
      // Chromium connects to its search engine ahead of any search; no page has asked for that
      wanted.removeIf(line -> line.startsWith("CONNECT " + SEARCH_ENGINE + ":443 "));
    }
    requested.clear();
    if (!wanted.isEmpty()) {
      throw new AssertionError("a page wanted another host: " + wanted);
    }
    if (!found.isEmpty()) {
      throw new AssertionError("a page complained: " + found);
    }
  }
}
