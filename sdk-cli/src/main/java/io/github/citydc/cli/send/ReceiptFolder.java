package io.github.citydc.cli.send;

import io.github.citydc.exchange.ReceiptArchive;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps each receipt as a file of its own, named after the message. */
public final class ReceiptFolder implements ReceiptArchive {

  private static final String SUFFIX = ".json";

  private final Path folder;

  /**
   * Receipts in a folder.
   *
   * @param folder must be there
   */
  public ReceiptFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public void keep(SignedReceipt receipt) {
    Path file = folder.resolve(receipt.receipt().messageId() + SUFFIX);
    try {
      PrivateFiles.replace(file, receipt.toJson());
    } catch (IOException e) {
      throw new StorageException("The receipt could not be written to " + folder, e);
    }
  }

  /**
   * The receipts that are kept.
   *
   * @return their files, in the order of their names
   * @throws IOException if the folder cannot be read
   */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
