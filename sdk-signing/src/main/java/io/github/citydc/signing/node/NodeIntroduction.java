package io.github.citydc.signing.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a node says of itself at {@code GET /node}; nobody has signed it.
 *
 * @param node its id
 * @param certificates its certificates, to be validated
 * @param types the payload types it takes
 * @param time its clock
 */
public record NodeIntroduction(
    NodeId node, List<X509Certificate> certificates, List<String> types, Instant time) {

  /** Copies the lists. */
  public NodeIntroduction {
    certificates = List.copyOf(certificates);
    types = List.copyOf(types);
  }

  /**
   * Reads the answer of a node.
   *
   * @param json the body
   * @return what it says
   * @throws IllegalArgumentException if that is not how a node answers; the message says why
   */
  static NodeIntroduction parse(byte[] json) {
    try {
      ObjectNode object = PayloadJson.standard().readObject(json);
      List<X509Certificate> certificates = new ArrayList<>();
      object
          .path("certificates")
          .forEach(
              text ->
                  certificates.add(
                      Certificates.fromDer(Base64.getDecoder().decode(text.asText()))));
      List<String> types = new ArrayList<>();
      object.path("types").forEach(type -> types.add(type.asText()));
      return new NodeIntroduction(
          NodeId.parse(object.path("node").asText()),
          certificates,
          types,
          OffsetDateTime.parse(object.path("time").asText()).toInstant());
    } catch (PayloadFormatException | DateTimeException e) {
      throw new IllegalArgumentException("This is not how a node answers: " + e.getMessage(), e);
    }
  }
}
