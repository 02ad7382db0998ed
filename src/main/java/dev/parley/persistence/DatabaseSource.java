package dev.parley.persistence;

import io.vertx.core.Vertx;

/** Where the data is kept. All of it blocks and belongs on a worker thread. */
public interface DatabaseSource {

  /**
   * Makes sure that it can be used, and brings the schema up to date.
   *
   * @throws StorageException with a sentence for whoever started the server
   */
  void prepare();

  /**
   * Opens the pools.
   *
   * @throws StorageException with a sentence for whoever started the server
   */
  Database open(Vertx vertx, StorageLimits limits);

  /** Closes the connections and lets it go. */
  void release();
}
