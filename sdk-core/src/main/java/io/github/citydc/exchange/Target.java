package io.github.citydc.exchange;

import io.github.citydc.exchange.message.MalformedMessageException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The method, path and query of a request, below the base path of the receiver.
 *
 * @param method the method, in capitals
 * @param segments of the path behind the base path, percent-decoded
 * @param query the parameters, decoded
 */
public record Target(String method, List<String> segments, Map<String, String> query) {

  /**
   * Reads a target.
   *
   * @param method the method
   * @param uri the URI asked for
   * @param basePath where the standard's paths begin
   * @return the target, empty if it does not lie below the base path
   * @throws MalformedMessageException if a parameter stands twice or is not percent-encoded UTF-8
   */
  public static Optional<Target> of(String method, URI uri, String basePath) {
    String path = String.valueOf(uri.getRawPath());
    return path.startsWith(basePath + "/")
        ? Optional.of(
            new Target(
                method,
                segments(path.substring(basePath.length() + 1)),
                parameters(Optional.ofNullable(uri.getRawQuery()))))
        : Optional.empty();
  }

  /** A plus sign stands for itself in a path. */
  private static List<String> segments(String path) {
    return Stream.of(path.split("/", -1))
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> parameters(Optional<String> query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.filter(text -> !text.isEmpty()).orElse("").split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] nameAndValue = pair.split("=", 2);
        String name = decoded(nameAndValue[0]);
        String value = nameAndValue.length == 2 ? decoded(nameAndValue[1]) : "";
        if (parameters.putIfAbsent(name, value) != null) {
          throw new MalformedMessageException("", "A query parameter stands twice");
        }
      }
    }
    return Map.copyOf(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", "A query parameter is not percent-encoded UTF-8");
    }
  }

  /**
   * Compares with a resource of the standard.
   *
   * @param wanted the method
   * @param path the path behind the base path; {@code *} stands for one segment
   * @return the segments that stand for the {@code *}, empty if this is another resource
   */
  public Optional<List<String>> match(String wanted, String path) {
    return method.equals(wanted) ? matchPath(path) : Optional.empty();
  }

  private Optional<List<String>> matchPath(String path) {
    List<String> pattern = List.of(path.split("/", -1));
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).equals("*")) {
        open.add(segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(open);
  }

  /**
   * The methods of the resource at this path.
   *
   * @param byPath the methods of each path of an endpoint, paths as for {@link #match}
   * @return the methods, empty if there is no resource at this path
   */
  public Set<String> methods(Map<String, Set<String>> byPath) {
    Set<String> methods = new TreeSet<>();
    byPath.forEach((path, known) -> matchPath(path).ifPresent(matched -> methods.addAll(known)));
    return methods;
  }

  /**
   * The same target for another method.
   *
   * @param other the method, in capitals
   * @return the target
   */
  Target asking(String other) {
    return new Target(other, segments, query);
  }

  /**
   * A parameter of the query.
   *
   * @param name its name
   * @return its value, empty if it is absent
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
