package io.github.citydc.exchange.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The NDJSON form of a page of records: one line per change, and a last line with the cursor of the
 * next page. Interface standard §4.6.
 */
public final class RecordLines {

  /** The media type of NDJSON. */
  public static final String MEDIA_TYPE = "application/x-ndjson";

  private static final PayloadJson JSON = PayloadJson.standard();

  private RecordLines() {}

  /**
   * Writes a page.
   *
   * @param page what to write
   * @return UTF-8
   */
  public static byte[] write(RecordPage page) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    page.changes().forEach(change -> line(lines, write(change)));
    line(lines, JSON.write(JSON.newObject().put("next", page.next()).put("more", page.more())));
    return lines.toByteArray();
  }

  private static void line(ByteArrayOutputStream lines, byte[] json) {
    lines.writeBytes(json);
    lines.write('\n');
  }

  /**
   * Writes a change.
   *
   * @param change what to write
   * @return UTF-8, without a line feed
   */
  public static byte[] write(RecordChange change) {
    ObjectNode object = JSON.newObject();
    object.put("type", change.type().toString());
    object.put("resource", change.resource());
    object.put("id", change.id());
    object.put("operation", change.operation().wireName());
    object.put("changedAt", Timestamps.format(change.changedAt()));
    change
        .payload()
        .map(json -> new String(json.toByteArray(), StandardCharsets.UTF_8))
        .ifPresent(json -> object.putRawValue("payload", new RawValue(json)));
    return JSON.write(object);
  }

  /**
   * Reads a page.
   *
   * @param body as received
   * @return the page
   * @throws MalformedMessageException if it is anything else, for example cut off
   */
  public static RecordPage read(byte[] body) {
    List<byte[]> lines = lines(body);
    if (lines.isEmpty()) {
      throw new MalformedMessageException("", "A page of records ends with where to go on");
    }
    ObjectNode last = JsonMembers.readObject(lines.get(lines.size() - 1));
    List<RecordChange> changes =
        lines.subList(0, lines.size() - 1).stream().map(RecordLines::change).toList();
    return new RecordPage(
        changes, new JsonMembers(last).text("next"), last.path("more").asBoolean(false));
  }

  private static List<byte[]> lines(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        lines.add(Arrays.copyOfRange(body, start, i));
        start = i + 1;
      }
    }
    if (start != body.length) {
      throw new MalformedMessageException("", "A line of a page of records ends with a line feed");
    }
    return lines;
  }

  private static RecordChange change(byte[] line) {
    ObjectNode object = JsonMembers.readObject(line);
    JsonMembers members = new JsonMembers(object);
    try {
      return new RecordChange(
          members.value("type", PayloadType::parse),
          members.text("resource"),
          members.text("id"),
          members.value("operation", Operation::ofWireName),
          members.time("changedAt"),
          object.has("payload")
              ? Optional.of(Content.of(JSON.write(members.object("payload"))))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", String.valueOf(e.getMessage()));
    }
  }
}
