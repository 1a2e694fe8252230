package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.ContentDigest;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.SignatureBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The signature bases that a sender may have signed instead of the one computed here. */
final class BaseVariants {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
  private static final List<Integer> STATUSES =
      List.of(
          200, 201, 202, 203, 204, 206, 301, 302, 303, 304, 400, 401, 403, 404, 405, 409, 413, 415,
          421, 422, 429, 500, 502, 503, 504);
  private static final int PERMUTED = 6;

  private final HttpMessage message;
  private final SignatureBase base;
  private final List<String> prefixes;

  BaseVariants(HttpMessage message, SignatureBase base, List<String> prefixes) {
    this.message = message;
    this.base = base;
    this.prefixes = prefixes;
  }

  /**
   * One base.
   *
   * @param mistake what was changed, or written wrongly
   * @param component whose line it is, empty for the form as a whole
   * @param description how the signed one differs, as the end of a sentence
   * @param signed the value of the component that was signed
   * @param text the base
   */
  record BaseVariant(
      SignatureFinding mistake, String component, String description, String signed, String text) {}

  /** One change at a time, then path and query together. */
  Stream<BaseVariant> all() {
    Stream<BaseVariant> lines = base.parameters().components().stream().flatMap(this::ofComponent);
    return Stream.of(lines, formats(), parameterOrders(), targets()).flatMap(variants -> variants);
  }

  private Stream<BaseVariant> ofComponent(ComponentIdentifier component) {
    String value = value(component);
    return switch (component.name()) {
      case "@method" ->
          METHODS.stream().map(m -> of(SignatureFinding.METHOD_CHANGED, component, "as " + m, m));
      case "@status" ->
          STATUSES.stream()
              .map(String::valueOf)
              .map(s -> of(SignatureFinding.STATUS_CHANGED, component, "as " + s, s));
      case "@path" -> paths(component, value);
      case "@query" ->
          TargetVariants.queries(value).stream()
              .map(v -> of(SignatureFinding.QUERY_REWRITTEN, component, v.description(), v.text()));
      case "@request-target", "@target-uri" -> wholeTarget(component, value);
      case "@authority", "@scheme" -> authorities(component, value);
      case "content-digest" ->
          Stream.concat(
              Stream.of(DigestAlgorithm.values())
                  .map(a -> ContentDigest.of(message.body(), a).toString())
                  .map(
                      d ->
                          of(
                              SignatureFinding.HEADER_CHANGED,
                              component,
                              "with another digest of the body",
                              d)),
              fields(component, value));
      default -> component.isDerived() ? Stream.empty() : fields(component, value);
    };
  }

  private String value(ComponentIdentifier component) {
    return base.value(component).orElseThrow();
  }

  private Stream<BaseVariant> paths(ComponentIdentifier component, String path) {
    return TargetVariants.paths(path, prefixes).stream()
        .map(v -> of(SignatureFinding.PATH_REWRITTEN, component, v.description(), v.text()));
  }

  private Stream<BaseVariant> wholeTarget(ComponentIdentifier component, String value) {
    int host = value.startsWith("/") ? 0 : value.indexOf('/', value.indexOf("://") + 3);
    if (host < 0) {
      return Stream.empty();
    }
    int mark = value.indexOf('?');
    int end = mark < 0 ? value.length() : mark;
    String before = value.substring(0, host);
    String path = value.substring(host, end);
    String query = value.substring(end);
    Stream<BaseVariant> paths =
        TargetVariants.paths(path, prefixes).stream()
            .map(
                v ->
                    of(
                        SignatureFinding.PATH_REWRITTEN,
                        component,
                        v.description(),
                        before + v.text() + query));
    Stream<BaseVariant> queries =
        TargetVariants.queries(query.isEmpty() ? "?" : query).stream()
            .map(
                v ->
                    of(
                        SignatureFinding.QUERY_REWRITTEN,
                        component,
                        v.description(),
                        before + path + v.text()));
    Stream<BaseVariant> schemes =
        Stream.of("http:", "https:")
            .map(s -> before.replaceFirst("\\Ahttps?:", s) + path + query)
            .map(v -> of(SignatureFinding.AUTHORITY_CHANGED, component, "as " + v, v));
    return Stream.of(paths, queries, schemes).flatMap(variants -> variants);
  }

  private Stream<BaseVariant> authorities(ComponentIdentifier component, String value) {
    HttpHeaders headers = message.request().headers();
    Stream<String> candidates =
        component.name().equals("@scheme")
            ? Stream.of("http", "https")
            : Stream.of(
                    Stream.of(":80", ":443", ":8080", ":8443").map(value::concat),
                    Stream.of(value.replaceFirst(":\\d+\\z", "")),
                    Stream.of("host", "x-forwarded-host", "x-original-host")
                        .flatMap(name -> headers.value(name).stream()))
                .flatMap(values -> values);
    return candidates.map(v -> of(SignatureFinding.AUTHORITY_CHANGED, component, "as " + v, v));
  }

  private Stream<BaseVariant> fields(ComponentIdentifier component, String value) {
    HttpHeaders fields = message.fields(component.isOfRequest(), component.isTrailer());
    List<String> lines = fields.values(component.name());
    return FieldVariants.of(component.name(), lines, value).stream()
        .map(v -> of(SignatureFinding.HEADER_CHANGED, component, v.description(), v.text()));
  }

  /** A path and a query that were both rewritten. */
  private Stream<BaseVariant> targets() {
    if (base.value(CdxProfile.PATH).isEmpty() || base.value(CdxProfile.QUERY).isEmpty()) {
      return Stream.empty();
    }
    List<Variant> queries = TargetVariants.queries(value(CdxProfile.QUERY));
    return TargetVariants.paths(value(CdxProfile.PATH), prefixes).stream()
        .flatMap(path -> queries.stream().map(query -> both(path, query)));
  }

  private BaseVariant both(Variant path, Variant query) {
    return new BaseVariant(
        SignatureFinding.PATH_REWRITTEN,
        CdxProfile.PATH.toString(),
        path.description() + ", and the query " + query.description(),
        path.text(),
        text(Map.of(CdxProfile.PATH, path.text(), CdxProfile.QUERY, query.text())));
  }

  private Stream<BaseVariant> formats() {
    String text = base.text();
    int last = text.lastIndexOf('\n') + 1;
    String parameters = base.parameters().toString();
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("with a line end behind the last line", text + "\n");
    formats.put("with CR LF between lines", text.replace("\n", "\r\n"));
    formats.put("with CR LF behind every line", text.replace("\n", "\r\n") + "\r\n");
    formats.put("without the line of @signature-params", text.substring(0, Math.max(0, last - 1)));
    formats.put(
        "with @signature-params without quotation marks",
        text.substring(0, last) + "@signature-params: " + parameters);
    formats.put(
        "with the whole member of Signature-Input as its last line",
        text.substring(0, last) + "\"@signature-params\": cdx=" + parameters);
    formats.put("without quotation marks around names", text.replaceAll("(?m)^\"([^\"]*)\"", "$1"));
    formats.put(
        "without the space behind colons", text.replaceAll("(?m)^(\"[^\"]*\"[^:]*): ", "$1:"));
    return formats.entrySet().stream()
        .map(e -> new BaseVariant(SignatureFinding.BASE_FORMAT, "", e.getKey(), "", e.getValue()));
  }

  /** The parameters in another order than in Signature-Input, or one of them not signed. */
  private Stream<BaseVariant> parameterOrders() {
    String parameters = base.parameters().toString();
    int end = parameters.lastIndexOf(')') + 1;
    String list = parameters.substring(0, end);
    List<String> named = split(parameters.substring(end));
    if (named.size() > PERMUTED) {
      return Stream.empty();
    }
    Stream<BaseVariant> orders =
        TargetVariants.permutations(named).stream()
            .map(order -> parameterLine("with the parameters in another order", list, order));
    Stream<BaseVariant> fewer =
        named.stream()
            .map(
                left -> {
                  List<String> rest = new ArrayList<>(named);
                  rest.remove(left);
                  String name = left.replaceFirst("=.*", "");
                  return parameterLine("without the parameter " + name, list, rest);
                });
    Stream<BaseVariant> spaced =
        Stream.of(parameterLine("with spaces behind semicolons", list, spaced(named)));
    return Stream.of(fewer, spaced, orders).flatMap(variants -> variants);
  }

  private static List<String> spaced(List<String> named) {
    return named.stream().map(parameter -> " " + parameter).toList();
  }

  private BaseVariant parameterLine(String description, String list, List<String> named) {
    StringBuilder line = new StringBuilder(list);
    named.forEach(parameter -> line.append(';').append(parameter));
    String text = base.text();
    String lines = text.substring(0, text.lastIndexOf('\n') + 1);
    return new BaseVariant(
        SignatureFinding.BASE_FORMAT,
        "",
        description,
        line.toString(),
        lines + "\"@signature-params\": " + line);
  }

  /** The parameters behind the list, split at semicolons that stand in no string. */
  private static List<String> split(String parameters) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < parameters.length(); i++) {
      char c = parameters.charAt(i);
      quoted ^= c == '"' && (i == 0 || parameters.charAt(i - 1) != '\\');
      if (c == ';' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts.subList(1, parts.size());
  }

  private BaseVariant of(
      SignatureFinding mistake, ComponentIdentifier component, String description, String value) {
    return new BaseVariant(
        mistake, component.toString(), description, value, text(Map.of(component, value)));
  }

  private String text(Map<ComponentIdentifier, String> changed) {
    StringBuilder lines = new StringBuilder();
    for (ComponentIdentifier component : base.parameters().components()) {
      String value = changed.getOrDefault(component, value(component));
      lines.append(component).append(": ").append(value).append('\n');
    }
    return lines.append("\"@signature-params\": ").append(base.parameters()).toString();
  }
}
