package dev.parley.persistence;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What new files and folders get so that only the user whom the server runs as can read them, by
 * whatever mask: others on the machine are not to read private rooms. Nothing where there are no
 * such permissions.
 */
final class OwnersOnly {

  private static final FileAttribute<?>[] NONE = {};

  private OwnersOnly() {}

  static FileAttribute<?>[] file(Path where) {
    return permissions(where, "rw-------");
  }

  static FileAttribute<?>[] folder(Path where) {
    return permissions(where, "rwx------");
  }

  private static FileAttribute<?>[] permissions(Path where, String permissions) {
    boolean known = where.getFileSystem().supportedFileAttributeViews().contains("posix");
    return known
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }
}
