package io.github.citydc.exchange.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.model.PayloadJson;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a manifest of a file: interface standard §4.8. The path names the file. */
final class FileManifestJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  private FileManifestJson() {}

  static byte[] write(FileManifest manifest) {
    ObjectNode object = JSON.newObject();
    object.put("size", manifest.size());
    ArrayNode parts = object.putArray("parts");
    manifest
        .parts()
        .forEach(
            part ->
                parts.addObject().put("digest", part.digest().value()).put("size", part.size()));
    return JSON.write(object);
  }

  static FileManifest read(ContentHash digest, byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    List<FileManifest.Part> parts = new ArrayList<>();
    for (JsonNode part : members.array("parts")) {
      parts.add(part(part, "/parts/" + parts.size()));
    }
    FileManifest manifest = new FileManifest(digest, parts);
    if (members.number("size") != manifest.size()) {
      throw new MalformedMessageException("/size", "must be the sum of the sizes of all parts");
    }
    return manifest;
  }

  private static FileManifest.Part part(JsonNode node, String pointer) {
    try {
      if (!(node instanceof ObjectNode object)) {
        throw new MalformedMessageException("", "must be an object");
      }
      JsonMembers members = new JsonMembers(object);
      return new FileManifest.Part(
          members.value("digest", ContentHash::parse), members.number("size"));
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException(pointer + e.pointer(), e.rule());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(pointer, String.valueOf(e.getMessage()));
    }
  }
}
