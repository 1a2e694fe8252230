package io.github.citydc.exchange.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalog.CatalogEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /catalog} and {@code GET /catalog/{resource}}. Every known node may read the catalog:
 * that is how it learns what to apply for.
 */
final class CatalogEndpoint implements Endpoint {

  private static final Map<String, Set<String>> PATHS =
      Map.of("catalog", Set.of("GET"), "catalog/*", Set.of("GET"), "catalog/*/*", Set.of("GET"));

  private static final int PAGE = 100;
  private static final PayloadJson JSON = PayloadJson.standard();

  private final Catalog catalog;

  CatalogEndpoint(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    Optional<List<String>> all = target.match("GET", "catalog");
    if (all.isPresent()) {
      return Optional.of(
          page(
              new Parameters(target)
                  .optional("after", text -> ResourceCode.parse(text).toString())));
    }
    // A resource code contains one slash, as it is or encoded: 306001/000001.
    return target
        .match("GET", "catalog/*/*")
        .or(() -> target.match("GET", "catalog/*"))
        .map(code -> Answer.json(JSON.toObject(entry(String.join("/", code)))));
  }

  private CatalogEntry entry(String code) {
    return catalog
        .find(code)
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND, "The catalog of this node has no such resource"));
  }

  private HttpResponse page(Optional<String> after) {
    List<CatalogEntry> found = catalog.list(after, PAGE + 1);
    boolean more = found.size() > PAGE;
    ObjectNode object = JSON.newObject();
    ArrayNode entries = object.putArray("entries");
    found.stream().limit(PAGE).forEach(entry -> entries.add(JSON.toObject(entry)));
    return Answer.json(object.put("more", more));
  }
}
