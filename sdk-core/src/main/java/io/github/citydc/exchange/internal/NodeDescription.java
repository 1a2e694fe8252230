package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.Envelope;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.batch.BatchReception;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.internal.batch.Encodings;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** What a node says of itself to anybody: {@code GET /node}, interface standard §4. */
public final class NodeDescription implements Endpoint {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final MessageSigner signer;
  private final Collection<PayloadType> types;
  private final Limits limits;
  private final Optional<BatchReception> batches;
  private final Optional<FileReception> files;
  private final Clock clock;

  /**
   * Describes a node.
   *
   * @param signer knows its id and its certificates
   * @param types what it takes
   * @param limits how much it takes
   * @param batches how it takes batches, empty if it does not
   * @param files how it takes files, empty if it does not
   * @param clock its clock
   */
  public NodeDescription(
      MessageSigner signer,
      Collection<PayloadType> types,
      Limits limits,
      Optional<BatchReception> batches,
      Optional<FileReception> files,
      Clock clock) {
    this.signer = signer;
    this.types = types;
    this.limits = limits;
    this.batches = batches;
    this.files = files;
    this.clock = clock;
  }

  /** Whoever asks with a signature gets the same, signed. */
  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target.match("GET", "node").map(none -> response());
  }

  /**
   * The answer. It need not be signed: whoever asks may not know yet whom to trust, and the
   * certificates prove themselves.
   *
   * @return the response
   */
  public HttpResponse response() {
    ObjectNode object = JSON.newObject();
    object.put("node", signer.node().toString());
    object.putArray("standards").add(Envelope.STANDARD);
    ArrayNode accepted = object.putArray("types");
    types.stream().map(PayloadType::toString).sorted().forEach(accepted::add);
    ArrayNode certificates = object.putArray("certificates");
    signer.certificates().forEach(certificate -> certificates.add(base64(certificate)));
    ObjectNode shown =
        object
            .putObject("limits")
            .put("bodySize", limits.bodySize())
            .put("requestsAtOnce", limits.requestsPerNode())
            .put("requestsPerSecond", limits.requestsPerSecond());
    if (batches.isPresent()) {
      shown.put("partSize", batches.get().partSize());
      shown.put("decodedPartSize", batches.get().decodedSize());
      ArrayNode encodings = object.putArray("encodings");
      Encodings.supported().forEach(encoding -> encodings.add(encoding.wireName()));
    }
    if (files.isPresent()) {
      shown.put("filePartSize", files.get().partSize());
      shown.put("fileSize", files.get().fileSize());
    }
    object.put("time", Timestamps.format(Timestamps.now(clock)));
    return new HttpResponse(
        200,
        HttpHeaders.empty()
            .with("content-type", "application/json")
            .with("cache-control", "no-store"),
        HttpBody.of(JSON.write(object)));
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("The certificate of a signer has a DER form", e);
    }
  }
}
