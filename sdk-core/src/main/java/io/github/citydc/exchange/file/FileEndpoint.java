package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.MessageFiles;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code HEAD} and {@code PUT /files/{digest}}, {@code DELETE /files/{digest}/parts}, and {@code
 * /parts/{digest}} where the part is one of a file. A sender sees only its own.
 */
final class FileEndpoint implements Endpoint {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final String FILE = "files/*";
  private static final String PART = "parts/*";
  private static final String PARTS_OF_FILE = "files/*/parts";
  private static final Map<String, Set<String>> PATHS =
      Map.of(
          FILE,
          Set.of("HEAD", "PUT"),
          PART,
          Set.of("HEAD", "PUT"),
          PARTS_OF_FILE,
          Set.of("DELETE"));

  private final FileReception reception;
  private final AlgorithmProfile profile;
  private final ContentKeeper content;
  private final FileIntake intake;
  private final FileCheck check;

  FileEndpoint(FileReception reception, AlgorithmProfile profile, Clock clock) {
    this.reception = reception;
    this.profile = profile;
    this.content = reception.keeper();
    this.intake = new FileIntake(reception, content, clock);
    this.check = new FileCheck(content, profile, clock);
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return head(request, target)
        .or(() -> target.match("PUT", FILE).map(names -> putFile(request, digest(names))))
        .or(
            () ->
                target
                    .match("PUT", PART)
                    .filter(names -> MediaType.is(request.request().headers(), MediaType.OCTETS))
                    .map(names -> putPart(request, digest(names), upload(target))))
        .or(
            () ->
                target
                    .match("DELETE", PARTS_OF_FILE)
                    .map(names -> takeBack(request, digest(names))));
  }

  /** The file that a part is for, as its sender says. */
  private static Optional<String> upload(Target target) {
    try {
      return target.parameter("for").map(ContentHash::parse).map(ContentHash::value);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", "A part is for a file, which has a digest");
    }
  }

  private HttpResponse takeBack(VerifiedRequest request, ContentHash file) {
    intake.takeBack(request.sender(), file);
    return Answer.empty(NO_CONTENT);
  }

  @Override
  public void describe(NodeDescriptionBuilder node) {
    node.limit("filePartSize", reception.partSize()).limit("fileSize", reception.fileSize());
  }

  @Override
  public int maxBodySize(Target target) {
    return target.match("PUT", PART).isPresent() ? reception.partSize() : 0;
  }

  @Override
  public Optional<MessageFiles> files() {
    return Optional.of(check);
  }

  @Override
  public List<Health.Check> health() {
    return List.of(content.health("content of files"));
  }

  private Optional<HttpResponse> head(VerifiedRequest request, Target target) {
    Optional<List<String>> file = target.match("HEAD", FILE);
    if (file.isPresent()) {
      if (!intake.has(ContentKey.file(request.sender(), digest(file.get())))) {
        throw new RefusedException(
            ProblemCode.NOT_FOUND, "No file of this sender has arrived under this digest");
      }
      return Optional.of(Answer.empty(NO_CONTENT));
    }
    // A part of no file may still be one of a batch.
    return target
        .match("HEAD", PART)
        .filter(names -> intake.has(ContentKey.filePart(request.sender(), digest(names))))
        .map(names -> Answer.empty(NO_CONTENT));
  }

  private HttpResponse putPart(
      VerifiedRequest request, ContentHash digest, Optional<String> upload) {
    requireNoEncoding(request.request());
    ContentKey part = ContentKey.filePart(request.sender(), digest);
    return Answer.empty(
        intake.takePart(part, upload, request.request().body()) ? CREATED : NO_CONTENT);
  }

  private HttpResponse putFile(VerifiedRequest request, ContentHash digest) {
    HttpRequest sent = request.request();
    MediaType.requirePlain(sent.headers(), MediaType.JSON, "The manifest of a file");
    FileManifest manifest = FileManifestJson.read(digest, sent.body().toByteArray());
    manifest.parts().forEach(part -> profile.require(part.digest()));
    boolean isNew = intake.takeFile(request.sender(), manifest);
    return Answer.empty(isNew ? CREATED : NO_CONTENT);
  }

  private static void requireNoEncoding(HttpRequest request) {
    if (request.headers().value("content-encoding").isPresent()) {
      throw new MalformedMessageException("", "Files and their parts have no content encoding");
    }
  }

  private ContentHash digest(List<String> names) {
    return profile.require(ContentKeeper.named(names.get(0)));
  }
}
