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
   * Makes sure that it can be used as it is, beside whoever serves it, and changes nothing of it.
   *
   * @throws StorageException with a sentence for whoever wants to use it
   */
  void visit();

  /** The same database, to be used beside whoever serves it. */
  default DatabaseSource visited() {
    DatabaseSource own = this;
    return new DatabaseSource() {
      @Override
      public void prepare() {
        own.visit();
      }

      @Override
      public void visit() {
        own.visit();
      }

      @Override
      public Database open(Vertx vertx, StorageLimits limits) {
        return own.open(vertx, limits);
      }

      @Override
      public void release() {
        own.release();
      }
    };
  }

  /**
   * Opens the pools.
   *
   * @throws StorageException with a sentence for whoever started the server
   */
  Database open(Vertx vertx, StorageLimits limits);

  /** Closes the connections and lets it go. */
  void release();
}
