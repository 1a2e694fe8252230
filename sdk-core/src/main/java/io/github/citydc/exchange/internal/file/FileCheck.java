package io.github.citydc.exchange.internal.file;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.file.ReceivedFiles;
import io.github.citydc.exchange.internal.MissingPartsException;
import io.github.citydc.exchange.spi.ContentKey;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.NodeId;
import java.sql.Connection;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Requires that the files a message names are there before it is handled. Thread-safe. */
public final class FileCheck {

  private static final String SHA_256 = "sha-256:";

  private final Optional<FileReception> reception;
  private final Clock clock;
  private final FileReferences references = new FileReferences();

  /**
   * Checks the files of a receiver.
   *
   * @param reception where files are, empty if the receiver takes none and nothing is checked
   * @param clock tells when a message is accepted
   */
  public FileCheck(Optional<FileReception> reception, Clock clock) {
    this.reception = reception;
    this.clock = clock;
  }

  /**
   * Notes that a message refers to its files.
   *
   * @param connection the transaction that stores the message
   * @param sender who sent both
   * @param payload names the files
   * @return the files of this sender
   * @throws MissingPartsException if files have not arrived
   * @throws RefusedException if a file has another size, or is named by another digest than SHA-256
   */
  public ReceivedFiles refer(Connection connection, NodeId sender, Payload payload) {
    if (reception.isEmpty()) {
      return ReceivedFiles.none();
    }
    Set<PartDigest> missing = new LinkedHashSet<>();
    for (PartReference reference : references.of(payload)) {
      ContentKey file = ContentKey.file(sender, digest(reference));
      OptionalLong size = reception.get().index().refer(connection, file, clock.instant());
      if (size.isEmpty() || !reception.get().store().holds(file)) {
        missing.add(file.digest());
      } else if (size.getAsLong() != reference.size()) {
        throw new RefusedException(
            ProblemCode.DIGEST_MISMATCH, "A file has another size than the message says");
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartsException("file(s)", List.copyOf(missing));
    }
    return ReceivedFiles.of(reception.get().store(), sender);
  }

  private static PartDigest digest(PartReference reference) {
    if (!reference.digest().startsWith(SHA_256)) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH, "This node knows files by their SHA-256 only");
    }
    return PartDigest.parse(reference.digest());
  }
}
