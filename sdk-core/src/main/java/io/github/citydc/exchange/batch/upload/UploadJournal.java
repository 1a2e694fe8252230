package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that remembers how far an upload is: first which batch it is, then a line a part that has
 * arrived, in the order of the batch. Each line is forced to the disk; one that a crash has cut off
 * counts for nothing.
 */
final class UploadJournal {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final Path file;

  UploadJournal(Path file) {
    this.file = file;
  }

  /** The batch an upload is about to send. */
  record Batch(
      MessageId id,
      PayloadType type,
      Operation operation,
      NodeId receiver,
      OffsetDateTime createdAt) {}

  /**
   * A part that has arrived.
   *
   * @param first the record of the source where its records begin, from 1
   * @param last the last record of the source that was read before the cut
   * @param leftOut the records since the part before that were not fit to be sent
   */
  record Arrived(BatchPart part, long first, long last, List<Rejection> leftOut) {}

  /** What the file remembers, empty if there is none. */
  Optional<Batch> batch() {
    FilePermissions.warn(file);
    return lines().stream().findFirst().map(UploadJournal::batch);
  }

  List<Arrived> arrived() {
    return lines().stream().skip(1).map(UploadJournal::arrived).toList();
  }

  private List<ObjectNode> lines() {
    List<ObjectNode> objects = new ArrayList<>();
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        Lines lines = new Lines(in, Long.MAX_VALUE);
        while (lines.next()) {
          objects.add(JSON.readObject(lines.copy()));
        }
      } catch (PayloadFormatException e) {
        return objects;
      } catch (IOException e) {
        throw new StorageException("The journal of the upload could not be read", e);
      }
    }
    return objects;
  }

  /** Starts a new journal, with this batch and the parts that have arrived. */
  void begin(Batch batch, List<Arrived> parts) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("The journal of the upload could not be removed", e);
    }
    ObjectNode object = JSON.newObject();
    object.put("batchId", batch.id().toString());
    object.put("type", batch.type().toString());
    object.put("operation", batch.operation().wireName());
    object.put("receiver", batch.receiver().toString());
    object.put("createdAt", Timestamps.format(batch.createdAt()));
    append(object);
    parts.forEach(this::add);
  }

  /** Notes that a part has arrived. */
  void add(Arrived arrived) {
    ObjectNode object = JSON.newObject();
    object.set("part", ManifestJson.write(arrived.part()));
    object.put("first", arrived.first());
    object.put("last", arrived.last());
    ArrayNode leftOut = object.putArray("leftOut");
    for (Rejection rejection : arrived.leftOut()) {
      ObjectNode one = leftOut.addObject();
      one.put("record", rejection.record());
      one.put("code", rejection.code());
      one.put("detail", rejection.detail());
      one.set("violations", ViolationJson.write(rejection.violations()));
      ViolationJson.writeMore(rejection.moreViolations(), one);
    }
    append(object);
  }

  private void append(ObjectNode object) {
    byte[] json = JSON.write(object);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    try (FileChannel channel =
        PrivateFiles.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new StorageException("The journal of the upload could not be written", e);
    }
  }

  /** The upload is over. */
  void end() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("The journal of the upload could not be removed", e);
    }
  }

  private static Batch batch(ObjectNode object) {
    return new Batch(
        MessageId.parse(object.path("batchId").asText()),
        PayloadType.parse(object.path("type").asText()),
        Operation.ofWireName(object.path("operation").asText()),
        NodeId.parse(object.path("receiver").asText()),
        OffsetDateTime.parse(object.path("createdAt").asText()));
  }

  private static Arrived arrived(ObjectNode object) {
    List<Rejection> leftOut = new ArrayList<>();
    object
        .path("leftOut")
        .forEach(
            one ->
                leftOut.add(
                    new Rejection(
                        one.path("record").asLong(),
                        one.path("code").asText(),
                        one.path("detail").asText(),
                        ViolationJson.read(one.path("violations")),
                        ViolationJson.more(one.path("moreViolations")))));
    return new Arrived(
        ManifestJson.part(object.path("part"), "/part"),
        object.path("first").asLong(),
        object.path("last").asLong(),
        leftOut);
  }
}
