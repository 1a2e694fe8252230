package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalogue.CatalogueEntry;
import io.github.citydc.naming.NodeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a client asks about records and the catalogue: interface standard §4.6 and §4.7. */
public final class RecordCalls {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final NodeCaller caller;

  /**
   * Asks through this caller.
   *
   * @param caller signs, carries and verifies
   */
  public RecordCalls(NodeCaller caller) {
    this.caller = caller;
  }

  /**
   * {@code GET /records}.
   *
   * @param node whom to ask
   * @param query what for
   * @return a page
   */
  public RecordPage records(NodeId node, RecordQuery query) {
    String target =
        "/records?type="
            + query.type()
            + "&limit="
            + query.limit()
            + query.resource().map(code -> "&resource=" + encoded(code)).orElse("")
            + query.cursor().map(cursor -> "&cursor=" + encoded(cursor)).orElse("");
    return caller.call(node, Call.get(target), answer -> RecordLines.read(body(answer)));
  }

  /**
   * {@code GET /catalogue}, all of it.
   *
   * @param node whom to ask
   * @return the entries, sorted by resource code
   */
  public List<CatalogueEntry> catalogue(NodeId node) {
    List<CatalogueEntry> entries = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after =
          entries.isEmpty()
              ? ""
              : "?after=" + encoded(entries.get(entries.size() - 1).resourceCode());
      more =
          caller.call(
              node, Call.get("/catalogue" + after), answer -> readPage(body(answer), entries));
    }
    return entries;
  }

  private static boolean readPage(byte[] body, List<CatalogueEntry> entries) {
    ObjectNode page = EnvelopeJson.readObject(JSON, body);
    List<CatalogueEntry> read = new ArrayList<>();
    for (JsonNode entry : page.path("entries")) {
      read.add(entry(entry));
    }
    entries.addAll(read);
    return page.path("more").asBoolean(false) && !read.isEmpty();
  }

  /**
   * {@code GET /catalogue/{resource}}.
   *
   * @param node whom to ask
   * @param resource code of the information resource
   * @return its entry
   */
  public CatalogueEntry catalogue(NodeId node, String resource) {
    return caller.call(
        node,
        Call.get("/catalogue/" + resource),
        answer -> entry(EnvelopeJson.readObject(JSON, body(answer))));
  }

  private static CatalogueEntry entry(JsonNode node) {
    try {
      return JSON.toRecord(node, CatalogueEntry.class);
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
