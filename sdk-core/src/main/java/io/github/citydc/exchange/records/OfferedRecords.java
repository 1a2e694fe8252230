package io.github.citydc.exchange.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.naming.node.NodeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client for reading the catalog of another node and the records of its information resources.
 * Interface standard §4.6 and §4.7. Thread-safe. {@link RecordPuller} follows records.
 *
 * <pre>{@code
 * List<CatalogEntry> resources = OfferedRecords.through(client).catalog(hub);
 * }</pre>
 */
public final class OfferedRecords {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final ExchangeClient client;

  private OfferedRecords(ExchangeClient client) {
    this.client = client;
  }

  /**
   * Returns a reader that uses a client.
   *
   * @param client signs, carries and verifies
   * @return what others offer
   */
  public static OfferedRecords through(ExchangeClient client) {
    return new OfferedRecords(client);
  }

  /**
   * Reads some records: {@code GET /records}.
   *
   * @param node the node to query
   * @param query which records, and from where on
   * @return a page of changes
   * @throws io.github.citydc.exchange.message.ProblemException if the node refuses: with {@code
   *     not-authorized} if this node may not read the resource, with {@code not-found} if there is
   *     none or the cursor is too old
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public RecordPage page(NodeId node, RecordQuery query) {
    String target =
        "/records?type="
            + query.type()
            + "&limit="
            + query.limit()
            + query.resource().map(code -> "&resource=" + encoded(code)).orElse("")
            + query.intent().grant().map(number -> "&grant=" + encoded(number)).orElse("")
            + query.intent().purpose().map(words -> "&purpose=" + encoded(words)).orElse("")
            + query.cursor().map(cursor -> "&cursor=" + encoded(cursor)).orElse("");
    return client.call(node, Call.get(target), answer -> RecordLines.read(body(answer)));
  }

  /**
   * Reads the catalog of a node, all of it: {@code GET /catalog}.
   *
   * @param node the node to query
   * @return its catalog, sorted by resource code
   * @throws io.github.citydc.exchange.message.ProblemException if the node publishes none
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public List<CatalogEntry> catalog(NodeId node) {
    List<CatalogEntry> entries = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after =
          entries.isEmpty()
              ? ""
              : "?after=" + encoded(entries.get(entries.size() - 1).resourceCode());
      more =
          client.call(
              node, Call.get("/catalog" + after), answer -> readPage(body(answer), entries));
    }
    return entries;
  }

  private static boolean readPage(byte[] body, List<CatalogEntry> entries) {
    ObjectNode page = JsonMembers.readObject(body);
    List<CatalogEntry> read = new ArrayList<>();
    for (JsonNode entry : page.path("entries")) {
      read.add(entry(entry));
    }
    entries.addAll(read);
    return page.path("more").asBoolean(false) && !read.isEmpty();
  }

  /**
   * Reads one entry of the catalog of a node: {@code GET /catalog/{resource}}.
   *
   * @param node the node to query
   * @param resource code of the information resource
   * @return its entry
   * @throws io.github.citydc.exchange.message.ProblemException with {@code not-found} if there is
   *     none
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public CatalogEntry catalog(NodeId node, ResourceCode resource) {
    return client.call(
        node,
        Call.get("/catalog/" + resource),
        answer -> entry(JsonMembers.readObject(body(answer))));
  }

  private static CatalogEntry entry(JsonNode node) {
    try {
      return JSON.toRecord(node, CatalogEntry.class);
    } catch (PayloadFormatException e) {
      throw new MalformedMessageException(e.pointer(), String.valueOf(e.getMessage()));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] body(VerifiedResponse answer) {
    return answer.response().body().toByteArray();
  }
}
