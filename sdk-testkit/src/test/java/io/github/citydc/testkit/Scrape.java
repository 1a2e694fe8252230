package io.github.citydc.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node shows to Prometheus, got over HTTP. */
record Scrape(List<Sample> samples) {

  private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape of(SandboxNode node) throws Exception {
    URI uri = node.baseUrl().resolve("/metrics");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError("GET /metrics: " + answer.statusCode());
    }
    return of(answer.body());
  }

  static Scrape of(String text) {
    return new Scrape(
        text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
  }

  private static Sample sample(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("No line of the text format: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    String value = matcher.group(3).replace("+Inf", "Infinity");
    return new Sample(matcher.group(1), labels, Double.parseDouble(value));
  }

  /** The labels of each metric. */
  Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new HashMap<>();
    samples.forEach(
        sample ->
            names
                .computeIfAbsent(sample.name(), any -> new HashSet<>())
                .addAll(sample.labels().keySet()));
    return names;
  }

  double value(String name, Map<String, String> labels) {
    OptionalDouble found =
        samples.stream()
            .filter(sample -> sample.name().equals(name))
            .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
            .mapToDouble(Sample::value)
            .findFirst();
    return found.orElseThrow(() -> new AssertionError(name + labels + " is not shown"));
  }

  double value(String name) {
    return value(name, Map.of());
  }
}
