package io.github.citydc.cli.failure;

import io.github.citydc.exchange.message.TransportException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The reasons of a failure in one line: what the exception says, then what each cause adds. Of the
 * causes, only those are quoted that speak of files, networks, databases or the exchange: others
 * may quote keys or personal data.
 */
public final class Reasons {

  private static final int DEEPEST = 8;
  private static final int LONGEST = 2000;

  /** Characters that would begin another line, steer a terminal or turn the text round. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  /** Exceptions that may be quoted even if they are only the cause of another. */
  private static final List<String> QUOTED =
      List.of(
          "io.github.citydc.",
          "java.io.",
          "java.net.",
          "java.nio.",
          "java.sql.",
          "java.util.zip.",
          "javax.net.",
          "org.h2.",
          "org.mariadb.",
          "org.postgresql.",
          "sun.");

  private Reasons() {}

  /**
   * Describes a failure.
   *
   * @param failure what was thrown
   * @return one line, never empty
   */
  public static String of(Throwable failure) {
    String text = "";
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      text = with(text, depth == 0 || isQuoted(cause) ? words(cause) : "");
      cause = cause instanceof TransportException ? null : cause.getCause();
    }
    return text.isEmpty() ? failure.getClass().getSimpleName() : text;
  }

  private static String with(String text, String more) {
    if (text.isEmpty() || more.contains(text)) {
      return more.isEmpty() ? text : more;
    }
    return more.isEmpty() || text.contains(more) ? text : text + ": " + more;
  }

  private static boolean isQuoted(Throwable cause) {
    String name = cause.getClass().getName();
    return QUOTED.stream().anyMatch(name::startsWith);
  }

  private static String words(Throwable failure) {
    if (failure instanceof FileSystemException file) {
      return ofFile(file);
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not text in the encoding that is expected";
    }
    String message = failure.getMessage();
    boolean isThatOfTheCause =
        failure.getCause() != null && failure.getCause().toString().equals(message);
    if (message == null || message.isBlank() || isThatOfTheCause) {
      return failure instanceof UncheckedIOException || failure.getCause() != null
          ? ""
          : failure.getClass().getSimpleName();
    }
    return printable(message.strip().lines().findFirst().orElse(""));
  }

  private static String printable(String line) {
    String text = UNPRINTABLE.matcher(line).replaceAll(" ").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String ofFile(FileSystemException failure) {
    String file = String.valueOf(failure.getFile());
    if (failure instanceof NoSuchFileException) {
      return file + " is not there";
    }
    if (failure instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return file + " is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return file + " is not a folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return file + " is not empty";
    }
    String reason = failure.getReason();
    return reason == null ? file : file + ": " + reason;
  }
}
