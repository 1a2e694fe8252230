package io.github.citydc.exchange.usage;

import io.github.citydc.exchange.archive.ArchiveForm;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A record of use 使用记录, kept by the node that provides shared data: who has read what, under which
 * grant, for which purpose, when, and how much. It has no value of any record. State Council Decree
 * 809, articles 26 and 29.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param kind how it was read
 * @param usedAt when it was answered
 * @param reader the node that has read, verified
 * @param resource code of the information resource 信息资源代码
 * @param type payload type of the records
 * @param grant number of the grant that allowed it, empty if the resource needs none
 * @param purpose what for, as the grant or the reader says; up to 200 characters
 * @param reference what was read: the id of a query, or the digest of a file; empty for a pull
 * @param records how many records, 0 for a query that found none and for a file
 * @param bytes how many bytes of records or of the file
 */
@WithBuilder
public record Use(
    UseKind kind,
    OffsetDateTime usedAt,
    NodeId reader,
    String resource,
    PayloadType type,
    Optional<String> grant,
    Optional<String> purpose,
    Optional<String> reference,
    long records,
    long bytes) {

  /** The most characters a purpose has. */
  public static final int MAX_PURPOSE = 200;

  /** The most characters the number of a grant has. */
  public static final int MAX_GRANT = 50;

  private static final int MAX_REFERENCE = 100;

  /** The format of records of use in an archive: a line of JSON each. */
  public static final ArchiveForm<Use> ARCHIVE_FORM = new ArchiveForm<>(UseJson.FORM, Use::toJson);

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if a text is too long to be stored, or a number is negative
   */
  public Use {
    require(grant, MAX_GRANT, "The number of a grant");
    require(purpose, MAX_PURPOSE, "A purpose");
    require(reference, MAX_REFERENCE, "A reference");
    if (records < 0 || bytes < 0) {
      throw new IllegalArgumentException("Nobody reads less than nothing");
    }
  }

  private static void require(Optional<String> text, int most, String what) {
    if (text.filter(value -> value.isEmpty() || value.length() > most).isPresent()) {
      throw new IllegalArgumentException(what + " has 1 to " + most + " characters");
    }
  }

  /**
   * Returns a new builder.
   *
   * @return a builder in which nothing is set
   */
  public static UseBuilder builder() {
    return UseBuilder.builder()
        .grant(Optional.empty())
        .purpose(Optional.empty())
        .reference(Optional.empty());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public UseBuilder toBuilder() {
    return UseBuilder.builder(this);
  }

  /**
   * The line of an archive.
   *
   * @return one line of JSON in UTF-8, without a line break
   */
  public byte[] toJson() {
    return UseJson.write(this);
  }

  /**
   * Reads the line of an archive.
   *
   * @param line what {@link #toJson} wrote
   * @return the record of use
   * @throws io.github.citydc.exchange.message.MalformedMessageException if it is anything else
   */
  public static Use fromJson(byte[] line) {
    return UseJson.read(line);
  }
}
