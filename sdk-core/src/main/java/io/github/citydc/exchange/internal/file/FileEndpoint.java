package io.github.citydc.exchange.internal.file;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.internal.Endpoint;
import io.github.citydc.exchange.internal.Target;
import io.github.citydc.exchange.spi.ContentKey;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.VerifiedRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * {@code HEAD} and {@code PUT /files/{digest}}, and {@code /parts/{digest}} where the part is one
 * of a file. A sender sees only its own.
 */
public final class FileEndpoint implements Endpoint {

  /** What a part of a file is. */
  public static final String PART_TYPE = "application/octet-stream";

  private static final String MANIFEST_TYPE = "application/json";
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final String FILE = "files/*";
  private static final String PART = "parts/*";

  private final FileIntake intake;

  /**
   * The resources of files.
   *
   * @param reception the stores and the bounds
   * @param clock tells when something arrives
   */
  public FileEndpoint(FileReception reception, Clock clock) {
    this.intake = new FileIntake(reception, clock);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return head(request, target)
        .or(() -> target.match("PUT", FILE).map(names -> putFile(request, digest(names))))
        .or(
            () ->
                target
                    .match("PUT", PART)
                    .filter(names -> is(PART_TYPE, request.request()))
                    .map(names -> putPart(request, digest(names))));
  }

  private Optional<HttpResponse> head(VerifiedRequest request, Target target) {
    Optional<List<String>> file = target.match("HEAD", FILE);
    if (file.isPresent()) {
      if (!intake.has(ContentKey.file(request.sender(), digest(file.get())))) {
        throw new RefusedException(
            ProblemCode.NOT_FOUND, "No file of this sender has arrived under this digest");
      }
      return Optional.of(empty(NO_CONTENT));
    }
    // A part of no file may still be one of a batch.
    return target
        .match("HEAD", PART)
        .filter(names -> intake.has(ContentKey.part(request.sender(), digest(names))))
        .map(names -> empty(NO_CONTENT));
  }

  private HttpResponse putPart(VerifiedRequest request, PartDigest digest) {
    requireNoEncoding(request.request());
    ContentKey part = ContentKey.part(request.sender(), digest);
    return empty(intake.takePart(part, request.request().body()) ? CREATED : NO_CONTENT);
  }

  private HttpResponse putFile(VerifiedRequest request, PartDigest digest) {
    HttpRequest sent = request.request();
    if (!is(MANIFEST_TYPE, sent)) {
      throw new MalformedMessageException(
          "", "The manifest of a file has the content type " + MANIFEST_TYPE);
    }
    requireNoEncoding(sent);
    boolean isNew =
        intake.takeFile(request.sender(), FileManifestJson.read(digest, sent.body().toByteArray()));
    return empty(isNew ? CREATED : NO_CONTENT);
  }

  private static boolean is(String type, HttpRequest request) {
    String sent = request.headers().value("content-type").orElse("").split(";", 2)[0].strip();
    return sent.equalsIgnoreCase(type);
  }

  private static void requireNoEncoding(HttpRequest request) {
    if (request.headers().value("content-encoding").isPresent()) {
      throw new MalformedMessageException("", "Files and their parts have no content encoding");
    }
  }

  private static PartDigest digest(List<String> names) {
    try {
      return PartDigest.parse(names.get(0));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ProblemCode.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  private static HttpResponse empty(int status) {
    return new HttpResponse(status, HttpHeaders.empty(), HttpBody.empty());
  }
}
