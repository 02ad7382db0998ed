package dev.parley.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * On a class whose tests need a browser: {@code -DskipBrowserTests} leaves it out, and the report
 * says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "skipBrowserTests",
    matches = "true",
    disabledReason = "left out by -DskipBrowserTests")
@interface BrowserTest {}
