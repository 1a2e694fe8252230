package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.signing.trust.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The signature profile of interface standard §4.1: the components a signature must cover, and the
 * parameters it must have.
 */
public final class CdxProfile {

  public static final String LABEL = "cdx";
  static final String TAG = "cdx-1";
  public static final String SENDER_FIELD = "cdx-sender";
  public static final String RECEIVER_FIELD = "cdx-receiver";
  public static final String CONTENT_DIGEST_FIELD = "content-digest";
  public static final String CONTENT_ENCODING_FIELD = "content-encoding";
  private static final String RANGE_FIELD = "range";
  private static final String CONTENT_RANGE_FIELD = "content-range";

  /** 128 bits at six bits a character, Base64 without padding. */
  static final int NONCE_MINIMUM = 22;

  static final int NONCE_MAXIMUM = 128;

  static final ComponentIdentifier METHOD = ComponentIdentifier.of("@method");
  public static final ComponentIdentifier PATH = ComponentIdentifier.of("@path");
  public static final ComponentIdentifier QUERY = ComponentIdentifier.of("@query");
  static final ComponentIdentifier STATUS = ComponentIdentifier.of("@status");
  static final ComponentIdentifier SENDER = ComponentIdentifier.of(SENDER_FIELD);
  static final ComponentIdentifier RECEIVER = ComponentIdentifier.of(RECEIVER_FIELD);
  static final ComponentIdentifier CONTENT_TYPE = ComponentIdentifier.of("content-type");
  static final ComponentIdentifier CONTENT_DIGEST = ComponentIdentifier.of(CONTENT_DIGEST_FIELD);
  static final ComponentIdentifier CONTENT_ENCODING =
      ComponentIdentifier.of(CONTENT_ENCODING_FIELD);
  static final ComponentIdentifier BUNDLE = ComponentIdentifier.of(BundleTree.FIELD);
  static final ComponentIdentifier REQUEST_METHOD = METHOD.ofRequest();
  static final ComponentIdentifier REQUEST_PATH = PATH.ofRequest();
  static final ComponentIdentifier REQUEST_VERIFICATION =
      ComponentIdentifier.of(RequestVerification.FIELD);
  static final ComponentIdentifier REQUEST_DIGEST = CONTENT_DIGEST.ofRequest();
  static final ComponentIdentifier REQUEST_INPUT = memberOfRequest(SignatureFields.INPUT_FIELD);
  static final ComponentIdentifier REQUEST_SIGNATURE =
      memberOfRequest(SignatureFields.SIGNATURE_FIELD);

  private CdxProfile() {}

  /** The components that the signature of a request must cover. */
  public static List<ComponentIdentifier> requiredOf(HttpRequest request) {
    List<ComponentIdentifier> required =
        new ArrayList<>(List.of(METHOD, PATH, QUERY, SENDER, RECEIVER));
    if (!request.body().isEmpty()) {
      required.add(CONTENT_TYPE);
      required.add(CONTENT_DIGEST);
      encoding(request.headers()).ifPresent(required::add);
    }
    bundle(request.headers()).ifPresent(required::add);
    field(request.headers(), RANGE_FIELD).ifPresent(required::add);
    return required;
  }

  private static ComponentIdentifier memberOfRequest(String field) {
    return ComponentIdentifier.parse("\"" + field + "\";req;key=\"" + LABEL + "\"");
  }

  /** The components that the signature of a response must cover. */
  public static List<ComponentIdentifier> requiredOfResponse(
      HttpResponse response, HttpRequest inReplyTo) {
    List<ComponentIdentifier> required = requiredOfReceipt(!response.body().isEmpty());
    if (!inReplyTo.body().isEmpty()) {
      required.add(REQUEST_DIGEST);
    }
    bundle(response.headers()).ifPresent(required::add);
    field(response.headers(), CONTENT_RANGE_FIELD).ifPresent(required::add);
    return required;
  }

  /**
   * The components that the signature of a response must cover whose request is not there any more.
   */
  static List<ComponentIdentifier> requiredOfReceipt(boolean body) {
    List<ComponentIdentifier> required =
        new ArrayList<>(List.of(STATUS, SENDER, RECEIVER, REQUEST_VERIFICATION));
    if (body) {
      required.add(CONTENT_TYPE);
      required.add(CONTENT_DIGEST);
    }
    required.addAll(List.of(REQUEST_METHOD, REQUEST_PATH, REQUEST_INPUT, REQUEST_SIGNATURE));
    return required;
  }

  /** What we let the signature of a response cover: of the request, what could be read. */
  static List<ComponentIdentifier> coveredOf(HttpResponse response, HttpHeaders request) {
    List<ComponentIdentifier> covered = requiredOfReceipt(!response.body().isEmpty());
    encoding(response.headers()).ifPresent(covered::add);
    bundle(response.headers()).ifPresent(covered::add);
    field(response.headers(), CONTENT_RANGE_FIELD).ifPresent(covered::add);
    if (!SignatureFields.areUsable(request)) {
      covered.removeAll(List.of(REQUEST_INPUT, REQUEST_SIGNATURE));
    }
    if (request.value(CONTENT_DIGEST_FIELD).isPresent()) {
      covered.add(REQUEST_DIGEST);
    }
    return covered;
  }

  /** The root over the lines of a bundle counts only if it is signed. */
  private static Optional<ComponentIdentifier> bundle(HttpHeaders headers) {
    return headers.value(BundleTree.FIELD).map(present -> BUNDLE);
  }

  private static Optional<ComponentIdentifier> encoding(HttpHeaders headers) {
    return headers.value(CONTENT_ENCODING_FIELD).map(present -> CONTENT_ENCODING);
  }

  /** Which bytes of a file are asked for, and which have come, is signed as they are. */
  private static Optional<ComponentIdentifier> field(HttpHeaders headers, String name) {
    return headers.value(name).map(present -> ComponentIdentifier.of(name));
  }

  /**
   * Checks that a signature says everything it must, and covers what is required.
   *
   * @throws VerificationException with {@code signature-invalid}, naming what is missing
   */
  public static SignatureClaims require(
      SignatureParameters parameters, List<ComponentIdentifier> required) {
    if (!parameters.tag().equals(Optional.of(TAG))) {
      throw invalid("the signature " + LABEL + " has not the tag \"" + TAG + "\"");
    }
    SignatureClaims claims =
        new SignatureClaims(
            parameters.created().orElseThrow(() -> lacks("created")),
            nonce(parameters.nonce().orElseThrow(() -> lacks("nonce"))),
            keyId(parameters.keyId().orElseThrow(() -> lacks("keyid"))),
            parameters.algorithm().orElseThrow(() -> lacks("alg")));
    requireCovered(parameters, required);
    return claims;
  }

  private static void requireCovered(
      SignatureParameters parameters, List<ComponentIdentifier> required) {
    List<ComponentIdentifier> missing = new ArrayList<>(required);
    missing.removeAll(parameters.components());
    if (missing.contains(REQUEST_SIGNATURE)) {
      throw invalid(
          "the response is not bound to the signature of the request (it does not cover "
              + REQUEST_SIGNATURE
              + "): whoever answered could not read that signature");
    }
    if (!missing.isEmpty()) {
      throw invalid(
          "the signature does not cover "
              + missing.stream()
                  .map(ComponentIdentifier::toString)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static String nonce(String nonce) {
    if (nonce.length() < NONCE_MINIMUM || nonce.length() > NONCE_MAXIMUM) {
      throw invalid("the nonce has " + nonce.length() + " characters, not 22 to 128");
    }
    return nonce;
  }

  private static KeyId keyId(String text) {
    try {
      return KeyId.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid("the keyid is not <NodeId>#<16 hexadecimal digits>");
    }
  }

  private static VerificationException lacks(String parameter) {
    return invalid("the signature lacks the parameter " + parameter);
  }

  static VerificationException invalid(String detail) {
    return new VerificationException(ProblemCode.SIGNATURE_INVALID, detail);
  }
}
