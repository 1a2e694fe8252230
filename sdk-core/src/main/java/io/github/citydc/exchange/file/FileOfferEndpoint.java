package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReadKind;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /files/{digest}}: a node fetches a file that a record names. */
final class FileOfferEndpoint implements Endpoint {

  private static final String FILE = "files/*";
  private static final Map<String, Set<String>> PATHS = Map.of(FILE, Set.of("GET"));
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final FileOffer offer;
  private final ReceiverParts receiver;
  private final AlgorithmProfile profile;
  private final Clock clock;

  FileOfferEndpoint(FileOffer offer, ReceiverParts receiver) {
    this.offer = offer;
    this.receiver = receiver;
    this.profile = receiver.profile();
    this.clock = receiver.clock();
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public void describe(NodeDescriptionBuilder node) {
    node.limit("fileRangeSize", offer.rangeSize());
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("GET", FILE)
        .map(
            names ->
                file(
                    request,
                    profile.require(ContentKeeper.named(names.get(0))),
                    intent(new Parameters(target))));
  }

  private static ReadIntent intent(Parameters parameters) {
    return new ReadIntent(
        parameters.optional("grant", ReadIntent::grantNumber),
        parameters.optional("purpose", ReadIntent::purposeText));
  }

  private HttpResponse file(VerifiedRequest request, ContentHash digest, ReadIntent intent) {
    Optional<ByteRange> asked = ByteRange.asked(request.request().headers());
    FilePermission permission =
        offer.access().authorize(request.sender(), digest, intent, clock.instant());
    OfferedFile file =
        offer
            .source()
            .find(digest)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND, "A record names this file, but it is not here"));
    HttpResponse answer =
        asked.isPresent() ? range(file, asked.get()) : whole(file, offer.rangeSize());
    int bytes = answer.body().size();
    record(request, digest, permission, bytes);
    receiver.tellOfRequest(
        (listener, told) ->
            listener.read(
                new ReadEvent(told, ReadKind.FILE, Optional.of(permission.resource()), 0, bytes)));
    return answer;
  }

  private void record(
      VerifiedRequest request, ContentHash digest, FilePermission permission, int bytes) {
    offer
        .uses()
        .add(
            List.of(
                Use.builder()
                    .kind(UseKind.FILE)
                    .usedAt(Timestamps.now(clock))
                    .reader(request.sender())
                    .resource(permission.resource())
                    .type(permission.type())
                    .grant(permission.grant())
                    .purpose(permission.purpose())
                    .reference(Optional.of(digest.value()))
                    .records(0)
                    .bytes(bytes)
                    .build()));
  }

  private static HttpResponse whole(OfferedFile file, int most) {
    if (file.size() > most) {
      throw new MalformedMessageException(
          "", "This file is fetched in ranges of up to " + most + " bytes: the field range");
    }
    return file.size() == 0
        ? Answer.empty(OK)
        : Answer.of(OK, MediaType.OCTETS, read(file, new ByteRange(0, file.size() - 1)));
  }

  private HttpResponse range(OfferedFile file, ByteRange asked) {
    if (asked.first() >= file.size()) {
      throw new MalformedMessageException(
          "",
          "The field range begins behind the end of the file, which has " + file.size() + " bytes");
    }
    ByteRange given = asked.within(file.size(), offer.rangeSize());
    HttpResponse answer = Answer.of(PARTIAL, MediaType.OCTETS, read(file, given));
    return answer.headers(
        answer.headers().with(ByteRange.CONTENT_FIELD, given.contentField(file.size())));
  }

  private static Content read(OfferedFile file, ByteRange range) {
    try (InputStream in = file.open(range.first())) {
      byte[] bytes = in.readNBytes(range.length());
      if (bytes.length < range.length()) {
        throw new EOFException("it is shorter than it was");
      }
      return Content.of(bytes);
    } catch (IOException e) {
      throw new StorageException("A file could not be read", e);
    }
  }
}
