package dev.parley.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test with several nodes in processes of their own that takes longer than anybody wants to wait
 * each time: only the Maven profile {@code cluster} runs it, which {@code .ci/run} asks for.
 */
@Tag("cluster")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LongClusterTest {}
