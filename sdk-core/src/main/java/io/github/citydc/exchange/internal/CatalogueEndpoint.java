package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.spi.Catalogue;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalogue.CatalogueEntry;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /catalogue} and {@code GET /catalogue/{resource}}. Every known node may read the
 * catalogue: that is how it learns what to apply for.
 */
public final class CatalogueEndpoint implements Endpoint {

  private static final int PAGE = 100;
  private static final PayloadJson JSON = PayloadJson.standard();

  private final Catalogue catalogue;

  /**
   * Publishes a catalogue.
   *
   * @param catalogue what it says
   */
  public CatalogueEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    Optional<List<String>> all = target.match("GET", "catalogue");
    if (all.isPresent()) {
      return Optional.of(
          page(
              new Parameters(target)
                  .optional("after", text -> ResourceCode.parse(text).toString())));
    }
    // A resource code contains one slash: 306001/000001.
    return target
        .match("GET", "catalogue/*/*")
        .map(code -> json(JSON.toObject(entry(code.get(0) + "/" + code.get(1)))));
  }

  private CatalogueEntry entry(String code) {
    return catalogue
        .find(code)
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND, "The catalogue of this node has no such resource"));
  }

  private HttpResponse page(Optional<String> after) {
    List<CatalogueEntry> found = catalogue.list(after, PAGE + 1);
    boolean more = found.size() > PAGE;
    ObjectNode object = JSON.newObject();
    ArrayNode entries = object.putArray("entries");
    found.stream().limit(PAGE).forEach(entry -> entries.add(JSON.toObject(entry)));
    return json(object.put("more", more));
  }

  private static HttpResponse json(ObjectNode object) {
    return new HttpResponse(
        200,
        HttpHeaders.empty().with("content-type", "application/json"),
        HttpBody.of(JSON.write(object)));
  }
}
