package io.github.citydc.testkit.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A client under test, and how it is made to do something. What it cannot do it leaves out: the
 * checks that need it are skipped, by name. Its messages go to the node of the suite, at the
 * address it is given.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface ClientUnderTest {

  /** What a client says of a message or upload. */
  enum Outcome {
    /** It has a receipt. */
    DELIVERED,
    /** It was refused permanently. */
    REFUSED,
    /** It does not know, or has given up. */
    UNKNOWN
  }

  /**
   * Sends one payload with the operation {@code upsert}. The client may try again as the standard
   * says; it ends within a minute.
   *
   * @param node where the node answers, up to and with the version
   * @param type the payload type
   * @param payload a file with the payload as JSON
   * @return what it says
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  Outcome send(URI node, String type, Path payload) throws IOException, InterruptedException;

  /**
   * The same, where the payload is encrypted for the node with the certificate that it publishes.
   *
   * @param node where the node answers
   * @param type the payload type
   * @param payload a file with the payload as JSON
   * @return what it says; empty if the client does not encrypt
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<Outcome> sendEncrypted(URI node, String type, Path payload)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Uploads records as a batch, in parts of at most 1,000 bytes or one record; called again with
   * the same file, it goes on where it was.
   *
   * @param node where the node answers
   * @param type the payload type
   * @param records a file with a record a line
   * @return what it says; empty if the client does not upload
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<Outcome> upload(URI node, String type, Path records)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Pulls the records of a type from the beginning.
   *
   * @param node where the node answers
   * @param type the payload type
   * @return the ids of the records it has taken over; empty if the client does not pull
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<List<String>> pull(URI node, String type)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Verifies a receipt file, without network.
   *
   * @param receipt the file
   * @param root a file with the root certificate, PEM
   * @return whether it is good; empty if the client does not verify receipts
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<Boolean> verifyReceipt(Path receipt, Path root)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Sends payloads with the operation {@code upsert}, as many in one bundle as the node takes; one
   * by one if it takes none.
   *
   * @param node where the node answers
   * @param type the payload type
   * @param payloads a file with a payload a line
   * @return {@code DELIVERED} if each has its receipt, {@code REFUSED} if one was refused for good,
   *     else {@code UNKNOWN}; empty if the client sends no bundles
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<Outcome> sendBundle(URI node, String type, Path payloads)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * Sends an official document with a file to the organ of the node.
   *
   * @param node where the node answers
   * @param document a file with the document as JSON, without attachments
   * @param attachment the file to attach
   * @return what it says of document and action together; empty if the client sends no documents
   * @throws IOException if the client cannot be run
   * @throws InterruptedException if this thread is interrupted
   */
  default Optional<Outcome> sendDocument(URI node, Path document, Path attachment)
      throws IOException, InterruptedException {
    return Optional.empty();
  }
}
