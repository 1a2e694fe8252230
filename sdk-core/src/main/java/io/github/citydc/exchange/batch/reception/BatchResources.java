package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of batches, {@code /batches} and {@code /parts}, and the work on them. */
final class BatchResources implements Endpoint {

  private static final Map<String, Set<String>> PATHS =
      Map.of(
          "parts/*", Set.of("HEAD", "PUT"),
          "batches", Set.of("POST"),
          "batches/*", Set.of("GET"),
          "batches/*/receipt", Set.of("GET"),
          "batches/*/parts", Set.of("DELETE"));

  private final BatchReception reception;
  private final ReceiverParts receiver;
  private final Clock clock;
  private final Housekeeping housekeeping;
  private final ContentKeeper content;
  private final BatchLoop.Parts work;
  private final PartEndpoint parts;
  private final BatchEndpoint batches;

  BatchResources(BatchReception reception, ReceiverParts receiver, BatchHandlers handlers) {
    this.reception = reception;
    this.receiver = receiver;
    this.clock = receiver.clock();
    this.content = reception.keeper();
    BatchDelays delays = new BatchDelays(reception.listener(), receiver);
    this.housekeeping = new Housekeeping(reception, receiver.clock());
    this.work =
        new BatchLoop.Parts(
            handlers,
            receiver,
            reception,
            new BatchSignal(),
            delays,
            new FailedRecords(),
            housekeeping);
    this.parts = new PartEndpoint(reception, receiver, handlers);
    this.batches = new BatchEndpoint(new BatchIntake(work), reception);
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return parts.answer(request, target).or(() -> batches.answer(request, target));
  }

  @Override
  public void describe(NodeDescriptionBuilder node) {
    node.limit("partSize", reception.partSize())
        .limit("decodedPartSize", reception.decodedSize())
        .encodings(PartEndpoint.readable(receiver).stream().map(PartEncoding::wireName).toList());
  }

  @Override
  public int maxBodySize(Target target) {
    return target.match("PUT", PartEndpoint.PATH).isPresent() ? reception.partSize() : 0;
  }

  @Override
  public Optional<AcceptedItems> accepted() {
    return Optional.of(reception.store());
  }

  @Override
  public List<Health.Check> health() {
    return List.of(
        BatchHealth.of(reception.store(), clock),
        content.health("content of batches"),
        housekeeping.health());
  }

  @Override
  public BackgroundWork start() {
    housekeeping.start();
    return BatchWorkers.start(work, reception.workers());
  }
}
