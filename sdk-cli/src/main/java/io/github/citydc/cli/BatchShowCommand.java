package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx batch show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one batch as a line of JSON, with its parts and the signature base its sender signed; then a line for each"
          + " rejected record: part, line in the part, code, detail, violations. No record is shown.",
      "Exit code 1 if nothing was accepted under this id."
    })
final class BatchShowCommand implements Callable<Integer> {

  private static final int PAGE = 1000;

  @Mixin private BatchOptions batches = new BatchOptions();

  @Mixin private ItemOptions which = new ItemOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      NodeId from = which.sender();
      MessageId id = which.id();
      return batches.using(store -> show(store, from, id));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int show(BatchStore store, NodeId from, MessageId id) {
    Optional<BatchEntry> found = store.find(from, id);
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("There is no batch " + id + " of " + from);
      return 1;
    }
    BatchEntry entry = found.get();
    ObjectNode json =
        BatchOptions.shown(BatchOptions.summary(entry, store.status(from, id).orElseThrow()))
            .put("receiver", entry.manifest().receiver().toString())
            .put("signatureBase", entry.evidence().signatureBase());
    ArrayNode parts = json.putArray("parts");
    for (BatchPart part : entry.manifest().parts()) {
      parts
          .addObject()
          .put("digest", part.digest().value())
          .put("encoding", part.encoding().wireName())
          .put("size", part.size())
          .put("records", part.records());
    }
    spec.commandLine().getOut().println(json);
    showRejected(store, from, id);
    return 0;
  }

  private void showRejected(BatchStore store, NodeId from, MessageId id) {
    List<RejectedRecord> page = store.rejected(from, id, -1, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(record -> spec.commandLine().getOut().println(json(record)));
      RejectedRecord last = page.get(page.size() - 1);
      page = store.rejected(from, id, last.part(), last.line(), PAGE);
    }
  }

  private static ObjectNode json(RejectedRecord record) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("part", record.part())
            .put("line", record.line())
            .put("code", record.code())
            .put("detail", record.detail());
    json.set("violations", ViolationLines.json(record.violations()));
    if (record.moreViolations() > 0) {
      json.put("moreViolations", record.moreViolations());
    }
    return json;
  }
}
