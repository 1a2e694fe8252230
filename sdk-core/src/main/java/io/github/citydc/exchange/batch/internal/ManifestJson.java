package io.github.citydc.exchange.batch.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a manifest: interface standard §4.5. */
public final class ManifestJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  private ManifestJson() {}

  /**
   * Writes a manifest.
   *
   * @param manifest what to write
   * @return UTF-8
   */
  public static byte[] write(BatchManifest manifest) {
    ObjectNode object = JSON.newObject();
    object.put("batchId", manifest.batchId().toString());
    object.put("type", manifest.type().toString());
    object.put("operation", manifest.operation().wireName());
    object.put("sender", manifest.sender().toString());
    object.put("receiver", manifest.receiver().toString());
    object.put("createdAt", Timestamps.format(manifest.createdAt()));
    object.put("records", manifest.records());
    ArrayNode parts = object.putArray("parts");
    manifest.parts().forEach(part -> parts.add(write(part)));
    return JSON.write(object);
  }

  /**
   * Writes a part.
   *
   * @param part what to write
   * @return its object
   */
  public static ObjectNode write(BatchPart part) {
    ObjectNode object = JSON.newObject();
    object.put("digest", part.digest().value());
    if (part.encoding() != PartEncoding.IDENTITY) {
      object.put("encoding", part.encoding().wireName());
    }
    object.put("size", part.size());
    object.put("records", part.records());
    return object;
  }

  /**
   * Reads a manifest.
   *
   * @param body as received or stored
   * @return the manifest
   * @throws MalformedMessageException if it is not one
   */
  public static BatchManifest read(byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    List<BatchPart> parts = new ArrayList<>();
    for (JsonNode part : members.array("parts")) {
      parts.add(part(part, "/parts/" + parts.size()));
    }
    BatchManifest manifest;
    try {
      manifest =
          new BatchManifest(
              members.value("batchId", MessageId::parse),
              members.value("type", PayloadType::parse),
              members.value("operation", Operation::ofWireName),
              members.value("sender", NodeId::parse),
              members.value("receiver", NodeId::parse),
              members.time("createdAt"),
              parts);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("/parts", String.valueOf(e.getMessage()));
    }
    if (members.number("records") != manifest.records()) {
      throw new MalformedMessageException(
          "/records", "must be the sum of the records of all parts");
    }
    return manifest;
  }

  /**
   * Reads a part.
   *
   * @param node its object
   * @param pointer where it stands
   * @return the part
   * @throws MalformedMessageException if it is not one
   */
  public static BatchPart part(JsonNode node, String pointer) {
    try {
      JsonMembers members = members(node);
      return new BatchPart(
          members.value("digest", ContentHash::parse),
          members.optionalValue("encoding", PartEncoding::ofWireName).orElse(PartEncoding.IDENTITY),
          members.number("size"),
          Math.toIntExact(members.number("records")));
    } catch (ArithmeticException e) {
      throw new MalformedMessageException(pointer + "/records", "must be a whole number");
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException(pointer + e.pointer(), e.rule());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(pointer, String.valueOf(e.getMessage()));
    }
  }

  private static JsonMembers members(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new JsonMembers(object);
    }
    throw new MalformedMessageException("", "must be an object");
  }
}
