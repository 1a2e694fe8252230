package io.github.citydc.cli;

import io.github.citydc.cli.send.ReceiptFolder;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What shall become of the payloads at the node, and of its receipts here. */
final class DeliveryOptions {

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      defaultValue = "upsert",
      description = "upsert, delete or event. Default: ${DEFAULT-VALUE}")
  private Operation operation = Operation.UPSERT;

  @Option(
      names = "--receipts",
      paramLabel = "DIR",
      description =
          "A folder for the signed receipts, a file each, to be verified by cdx verify-receipt.")
  private Optional<Path> receipts = Optional.empty();

  Operation operation() {
    return operation;
  }

  /** Has a client keep its receipts, if that is asked for; the folder is made. */
  ExchangeClientBuilder keepingReceipts(ExchangeClientBuilder client) throws IOException {
    if (receipts.isPresent()) {
      PrivateFiles.createFolders(receipts.get());
      client.receipts(new ReceiptFolder(receipts.get()));
    }
    return client;
  }
}
