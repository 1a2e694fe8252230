package io.github.citydc.examples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.InvalidCodeException;
import io.github.citydc.naming.GovDomain;
import io.github.citydc.naming.InvalidDomainException;
import io.github.citydc.naming.NodeId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code cdx check} knows besides the identifiers of the standards. */
enum NameKind {
  /** A host name on the e-government network. */
  DOMAIN {
    @Override
    Map<String, String> read(String text) {
      GovDomain domain = GovDomain.parse(text);
      Map<String, String> parts = new TreeMap<>(domain.parts());
      parts.put("ascii", domain.ascii());
      parts.put("unicode", domain.unicode());
      parts.put("suffix", domain.suffix().text());
      parts.put("kind", domain.kind().wireName());
      domain.division().ifPresent(code -> parts.put("division", code.value()));
      domain.organ().ifPresent(organ -> parts.put("organ", organ));
      return parts;
    }
  },
  /** The identity of an exchange node. */
  NODE_ID {
    @Override
    Map<String, String> read(String text) {
      NodeId node = NodeId.parse(text);
      Map<String, String> parts = new TreeMap<>();
      parts.put("division", node.division().value());
      parts.put("organisation", node.organisation().value());
      parts.put("system", node.system());
      parts.put("urn", node.toUrn());
      parts.put("oid", node.toOid());
      return parts;
    }
  };

  /** What a text is made of. */
  abstract Map<String, String> read(String text);

  static Optional<NameKind> of(String wireName) {
    for (NameKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The line of {@code cdx check} for a text. */
  ObjectNode check(String text, Locale locale) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("value", text);
    try {
      Map<String, String> parts = read(text);
      json.put("valid", true);
      ObjectNode parsed = json.putObject("parsed");
      parts.forEach(parsed::put);
      return json;
    } catch (InvalidDomainException e) {
      String rule = wireName() + "." + e.finding().rule().wireName();
      return refused(json, rule, e.finding().message(locale));
    } catch (InvalidCodeException e) {
      return refused(json, e.fault().rule(), e.fault().message(locale));
    } catch (IllegalArgumentException e) {
      return refused(json, wireName() + ".form", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode refused(ObjectNode json, String rule, String message) {
    return json.put("valid", false).put("code", rule).put("message", message);
  }
}
