package dev.parley.account;

/** x */
final class AvatarImage {
  static final int SMALL = 64;
  static final int LARGE = 256;
}
