package io.github.citydc.signing.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signature base as the sender says it was, beside the one computed here. */
final class SenderBase {

  private final String given;
  private final String text;

  /** Takes a base from a file or a log, where ends of lines may have been changed. */
  SenderBase(String given) {
    this.given = given;
    this.text = given.replace("\r\n", "\n").replaceFirst("\\n+\\z", "");
  }

  /** The base with the ends of lines it should have. */
  String text() {
    return text;
  }

  /** The base exactly as it was given. */
  String given() {
    return given;
  }

  /** The first line that differs. */
  record Difference(SignatureFinding finding, String component, Map<String, String> evidence) {}

  /** Where this base first departs from the one computed here; the two are not the same. */
  Difference firstDifference(String computed) {
    List<String> theirs = List.of(text.split("\n", -1));
    List<String> ours = List.of(computed.split("\n", -1));
    int line = 0;
    while (line < Math.min(theirs.size(), ours.size()) && theirs.get(line).equals(ours.get(line))) {
      line++;
    }
    String their = line < theirs.size() ? theirs.get(line) : "";
    String our = line < ours.size() ? ours.get(line) : "";
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("line", String.valueOf(line + 1));
    evidence.put("sender", Shown.line(their));
    evidence.put("receiver", Shown.line(our));
    return new Difference(finding(their, our), identifier(our), evidence);
  }

  private static SignatureFinding finding(String their, String our) {
    if (!identifier(their).equals(identifier(our))) {
      return SignatureFinding.BASE_FORMAT;
    }
    if (identifier(our).contains(";req")) {
      return SignatureFinding.OTHER_REQUEST;
    }
    return switch (Shown.nameOf(our)) {
      case "@method" -> SignatureFinding.METHOD_CHANGED;
      case "@path", "@request-target", "@target-uri" -> SignatureFinding.PATH_REWRITTEN;
      case "@query", "@query-param" -> SignatureFinding.QUERY_REWRITTEN;
      case "@authority", "@scheme" -> SignatureFinding.AUTHORITY_CHANGED;
      case "@status" -> SignatureFinding.STATUS_CHANGED;
      case "@signature-params" -> SignatureFinding.PARAMETERS_CHANGED;
      default -> SignatureFinding.HEADER_CHANGED;
    };
  }

  private static String identifier(String line) {
    int colon = line.indexOf(": ");
    return colon < 0 ? line : line.substring(0, colon);
  }
}
