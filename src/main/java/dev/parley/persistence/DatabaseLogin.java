package dev.parley.persistence;

/**
 * Where a database server is and as whom to use it.
 *
 * @param url as JDBC has it; it may have the user and the password too
 * @param user empty if it is in the url, or isn't needed
 * @param password the same
 */
public record DatabaseLogin(String url, String user, String password) {

  /** What may be shown: the url without its parameters, of which one may be the password. */
  public String address() {
    return url.replaceFirst("\\?.*", "");
  }

  @Override
  public String toString() {
    return address();
  }
}
