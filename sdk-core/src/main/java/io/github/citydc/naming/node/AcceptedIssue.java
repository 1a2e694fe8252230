package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The issue of a directory that was accepted, and its note in a file: {@code
 * {"issuer":…,"serial":…,"issuedAt":…}}.
 *
 * @param issuer the hub
 * @param serial the serial of the directory
 * @param issuedAt when it was issued
 */
record AcceptedIssue(NodeId issuer, long serial, Instant issuedAt) {

  private static final Comparator<AcceptedIssue> AGE =
      Comparator.comparingLong(AcceptedIssue::serial).thenComparing(AcceptedIssue::issuedAt);

  static AcceptedIssue of(DirectoryDocument document) {
    return new AcceptedIssue(document.issuer(), document.serial(), document.issuedAt());
  }

  boolean isOlderThan(AcceptedIssue other) {
    return AGE.compare(this, other) < 0;
  }

  /**
   * Reads a note.
   *
   * @param file the file
   * @return what was noted, empty if there is no such file
   * @throws DirectoryUnavailableException if there is one that cannot be read
   */
  static Optional<AcceptedIssue> read(Path file) {
    try {
      JsonNode root = StrictJson.read(Files.readAllBytes(file));
      if (!root.path("serial").isIntegralNumber()) {
        throw new IllegalArgumentException("It has no number \"serial\"");
      }
      return Optional.of(
          new AcceptedIssue(
              NodeId.parse(root.path("issuer").asText()),
              root.path("serial").asLong(),
              Instant.parse(root.path("issuedAt").asText())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new DirectoryUnavailableException(
          "The note of the newest directory cannot be read: "
              + file
              + "; repair it, or delete it if any directory of the hub may be accepted",
          e);
    }
  }

  /**
   * Writes a note; it is there whole, or the one before is.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   */
  void write(Path file) throws IOException {
    byte[] json =
        StrictJson.write(
            StrictJson.newObject()
                .put("issuer", issuer.toString())
                .put("serial", serial)
                .put("issuedAt", issuedAt.toString()));
    PrivateFiles.replace(file, json);
  }
}
