package io.github.citydc.cli;

import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.naming.node.NodeId;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx batch list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Prints a line of JSON for each batch that was accepted, the newest first: batchId, type, operation, sender,"
            + " state (waiting, processing, done), records, accepted, rejected, acceptedAt, finishedAt, bodyDigest.")
final class BatchListCommand implements Callable<Integer> {

  @Mixin private BatchOptions batches = new BatchOptions();

  @Mixin private ListOptions which = new ListOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      Optional<NodeId> only = which.sender();
      return batches.using(store -> list(store, only));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(BatchStore store, Optional<NodeId> only) {
    PrintWriter out = spec.commandLine().getOut();
    store.latest(only, which.max()).forEach(batch -> out.println(BatchOptions.shown(batch)));
    return 0;
  }
}
