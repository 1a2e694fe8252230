package io.github.citydc.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of who else can read a file or folder that is there. Without POSIX permissions nothing is
 * checked.
 */
public final class FilePermissions {

  private static final Logger LOG = LoggerFactory.getLogger(FilePermissions.class);

  private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,-]+");
  private static final Set<PosixFilePermission> OF_THE_GROUP =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private FilePermissions() {}

  /** Returns whether the file system of a path has POSIX permissions. */
  static boolean areKnownFor(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Logs a warning if other users of the machine can read or write a file or folder: one line with
   * the path and the command that changes it. A path that does not exist gives none.
   *
   * @param path a file or folder of this node
   */
  public static void warn(Path path) {
    if (isOpenToOthers(path)) {
      LOG.warn("Other users of this machine can read {}. Run: {}", path, repair(path));
    }
  }

  private static boolean isOpenToOthers(Path path) {
    try {
      Set<PosixFilePermission> open = EnumSet.copyOf(OF_THE_GROUP);
      open.addAll(OF_OTHERS);
      open.retainAll(permissions(path));
      return !open.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<PosixFilePermission> permissions(Path path) throws IOException {
    return areKnownFor(path) ? Files.getPosixFilePermissions(path) : Set.of();
  }

  /**
   * Checks the file of a private key, as ssh does: only its owner may read it. The group may read a
   * key that belongs to another user, as in a container where the administrator mounts it for this
   * process.
   *
   * @param file with a private key
   * @return why it must not be used and what to do, empty if only its owner can read it
   * @throws IOException if it does not exist
   */
  public static Optional<String> secretFault(Path file) throws IOException {
    Set<PosixFilePermission> permissions = permissions(file);
    boolean open =
        permissions.stream().anyMatch(OF_OTHERS::contains)
            || (permissions.stream().anyMatch(OF_THE_GROUP::contains) && isOurs(file));
    return open
        ? Optional.of(
            file.getFileName()
                + " is readable by others, so this private key is not used. Run: "
                + repair(file)
                + " and replace the key if they may have read it")
        : Optional.empty();
  }

  /**
   * Refuses the file of a private key that {@link #secretFault} finds open.
   *
   * @param file with a private key
   * @throws IOException if others can read it, or it does not exist
   */
  public static void requireSecret(Path file) throws IOException {
    Optional<String> fault = secretFault(file);
    if (fault.isPresent()) {
      throw new FileSystemException(file.toString(), null, fault.get());
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    return Files.getOwner(file).getName().equals(System.getProperty("user.name"));
  }

  private static String repair(Path path) {
    String name = path.toString();
    String word = PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    return (Files.isDirectory(path) ? "chmod 700 " : "chmod 600 ") + word;
  }
}
