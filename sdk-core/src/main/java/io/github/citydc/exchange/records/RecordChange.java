package io.github.citydc.exchange.records;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A change of a record: created, updated or deleted: interface standard §4.6.
 *
 * @param type the payload type
 * @param resource code of the information resource 信息资源代码 the record belongs to
 * @param id what the record is known by within its resource, 1 to 200 characters
 * @param operation {@link Operation#UPSERT} or {@link Operation#DELETE}
 * @param changedAt when, by the clock of the node that offers it
 * @param payload the record as one line of JSON; empty if it was deleted
 */
public record RecordChange(
    PayloadType type,
    String resource,
    String id,
    Operation operation,
    OffsetDateTime changedAt,
    Optional<Content> payload) {

  private static final int MAX_ID = 200;
  private static final PayloadJson JSON = PayloadJson.standard();

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the id is empty or too long, the operation is another one,
   *     or the payload is missing, too many, or more than one line
   */
  public RecordChange {
    if (id.isEmpty() || id.length() > MAX_ID) {
      throw new IllegalArgumentException("The id of a record has 1 to " + MAX_ID + " characters");
    }
    boolean fits =
        switch (operation) {
          case UPSERT -> payload.isPresent();
          case DELETE -> payload.isEmpty();
          case EVENT -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "A record is upserted with its payload, or deleted without one");
    }
    if (payload
        .map(json -> new String(json.toByteArray(), StandardCharsets.ISO_8859_1))
        .filter(json -> json.indexOf('\n') >= 0)
        .isPresent()) {
      throw new IllegalArgumentException("The payload of a record is one line");
    }
  }

  /**
   * A record that is new or has changed.
   *
   * @param resource code of its information resource
   * @param id what it is known by within its resource
   * @param record what it is now
   * @param changedAt when
   * @return the change
   */
  public static RecordChange upsert(
      String resource, String id, Payload record, OffsetDateTime changedAt) {
    return new RecordChange(
        PayloadType.of(record.getClass()),
        resource,
        id,
        Operation.UPSERT,
        changedAt,
        Optional.of(Content.of(JSON.write(record))));
  }

  /**
   * Creates the deletion of a record.
   *
   * @param type its payload type
   * @param resource code of its information resource
   * @param id what it was known by
   * @param changedAt when
   * @return the change
   */
  public static RecordChange delete(
      PayloadType type, String resource, String id, OffsetDateTime changedAt) {
    return new RecordChange(type, resource, id, Operation.DELETE, changedAt, Optional.empty());
  }

  /**
   * Reads the payload.
   *
   * @param record the record's class
   * @param <P> the record's class
   * @return the record, empty if it was deleted
   * @throws io.github.citydc.model.PayloadFormatException if the payload has not the form of the
   *     record
   */
  public <P extends Payload> Optional<P> read(Class<P> record) {
    return payload.map(json -> JSON.read(json.toByteArray(), record));
  }

  /**
   * The files that the payload names, wherever they stand in it.
   *
   * @return each digest once, in their order; none if the record was deleted
   */
  public List<PartReference> files() {
    return payload.map(NamedFiles::in).orElse(List.of());
  }

  /**
   * The JSON form, as in a page of records.
   *
   * @return one line of UTF-8, without a line break
   */
  public byte[] toJson() {
    return RecordLines.write(this);
  }

  /**
   * Without id and payload: they may be confidential.
   *
   * @return operation, type and resource
   */
  @Override
  public String toString() {
    return "RecordChange[" + operation.wireName() + " " + type + " of " + resource + "]";
  }
}
