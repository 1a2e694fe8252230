package io.github.citydc.testkit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.bundle.BundleReception;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.reconciliation.ReconciliationEndpoint;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a node takes in and answers, beyond who it is and where it keeps it. */
final class SandboxFeatures {

  private final List<Consumer<ExchangeReceiverBuilder>> received = new ArrayList<>();
  private final List<BiConsumer<ExchangeReceiverBuilder, NodeDatabase>> storing = new ArrayList<>();
  private final List<Consumer<BatchReception.Builder>> receivedInBatches = new ArrayList<>();
  private final Map<PayloadType, ShareType> offered = new LinkedHashMap<>();
  private UnaryOperator<BatchReception.Builder> batches = UnaryOperator.identity();
  private UnaryOperator<FileReception.Builder> files = UnaryOperator.identity();
  private PayloadTypes types = PayloadTypes.standard();
  private boolean recording;

  void add(Consumer<ExchangeReceiverBuilder> feature) {
    received.add(feature);
  }

  void addWithDatabase(BiConsumer<ExchangeReceiverBuilder, NodeDatabase> feature) {
    storing.add(feature);
  }

  void addToBatches(Consumer<BatchReception.Builder> handler) {
    receivedInBatches.add(handler);
  }

  void batches(UnaryOperator<BatchReception.Builder> change) {
    batches = change;
  }

  void files(UnaryOperator<FileReception.Builder> change) {
    files = change;
  }

  void record() {
    recording = true;
  }

  void record(Class<? extends Payload> own) {
    types = types.with(own);
    record();
  }

  boolean isRecording() {
    return recording;
  }

  void offer(PayloadType type, ShareType shared) {
    offered.put(type, shared);
    record();
  }

  void addTo(
      ExchangeReceiverBuilder receiver,
      NodeId node,
      Clock clock,
      PayloadJson json,
      SandboxStorage.Opened storage) {
    received.forEach(feature -> feature.accept(receiver));
    storing.forEach(feature -> feature.accept(receiver, storage.tables()));
    BatchReception.Builder batch = batches.apply(storage.batches());
    receivedInBatches.forEach(handler -> handler.accept(batch));
    if (recording) {
      Optional<SandboxOffer> offer = offer(node, storage, clock);
      offer.ifPresent(
          to -> to.publish(receiver, LocalDate.ofInstant(clock.instant(), ChinaTime.ZONE)));
      new SandboxRecords(types, json, offer, clock, storage.tables()).receive(receiver, batch);
    }
    receiver
        .endpoint(BundleReception.standard())
        .endpoint(files.apply(storage.files()).build())
        .endpoint(batch.build())
        .endpoint(ReconciliationEndpoint.factory());
  }

  private Optional<SandboxOffer> offer(NodeId node, SandboxStorage.Opened storage, Clock clock) {
    return offered.isEmpty()
        ? Optional.empty()
        : Optional.of(new SandboxOffer(node, offered, storage, clock));
  }
}
