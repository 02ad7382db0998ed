package dev.parley.http;

import io.vertx.core.Future;
import java.util.function.Function;

/** The REST operations of one feature. */
public interface Routes {

  /** Registers what the contract calls its operations. */
  void register(Operations operations);

  /** Where they are registered. */
  interface Operations {

    /**
     * Carries an operation out.
     *
     * @param operationId its id in the contract
     * @param handler fails with a {@code Failure} for what can be expected to go wrong
     */
    void on(String operationId, Function<ApiRequest, Future<Answer>> handler);
  }
}
