package io.github.citydc.cli.input;

import io.github.citydc.cli.failure.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that the command line names. Each failure names the file and the reason. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Reads a file as a whole.
   *
   * @param file the file
   * @return its bytes
   * @throws UnreadableInputException if it cannot be read, or is a folder
   */
  public static byte[] bytes(Path file) throws UnreadableInputException {
    try {
      return Files.readAllBytes(required(file));
    } catch (UnreadableInputException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads a text as a whole.
   *
   * @param file the file
   * @param charset its encoding
   * @return the text, with U+FFFD for what is none
   * @throws UnreadableInputException if it cannot be read, or is a folder
   */
  public static String text(Path file, Charset charset) throws UnreadableInputException {
    return new String(bytes(file), charset);
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return its bytes, to be closed
   * @throws UnreadableInputException if it cannot be opened, or is a folder
   */
  public static InputStream open(Path file) throws UnreadableInputException {
    try {
      return Files.newInputStream(required(file));
    } catch (UnreadableInputException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Makes sure that there is a file, for those who open it themselves.
   *
   * @param file the file
   * @return the file
   * @throws UnreadableInputException if it is not there, cannot be read, or is a folder
   */
  public static Path required(Path file) throws UnreadableInputException {
    if (Files.isDirectory(file)) {
      throw new UnreadableInputException(
          "The file " + file + " cannot be read: it is a folder; name a file in it");
    }
    if (!Files.exists(file)) {
      throw new UnreadableInputException(
          "The file "
              + file
              + " cannot be read: it is not there; check the path"
              + (file.isAbsolute() ? "" : ", which is taken from " + Path.of("").toAbsolutePath()));
    }
    if (!Files.isReadable(file)) {
      throw new UnreadableInputException(
          "The file " + file + " cannot be read: permission denied; its owner may let you read it");
    }
    return file;
  }

  private static UnreadableInputException unreadable(Path file, IOException reason) {
    return new UnreadableInputException(
        "The file " + file + " cannot be read: " + Reasons.of(reason), reason);
  }
}
