package io.github.citydc.cli.front.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.front.store.Deliveries;
import io.github.citydc.cli.front.store.Delivery;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Puts payloads into a folder, each in a file named after its message. A file is written beside,
 * flushed and renamed; a reader that moves it to {@code done} below gets it once. Not thread-safe.
 */
public final class FolderTarget {

  private static final String DONE = "done";

  private final String name;
  private final Path folder;
  private final Deliveries deliveries;
  private final Clock clock;
  private final int together;

  /**
   * A folder.
   *
   * @param name of the target
   * @param folder the folder, with {@code done} below it
   * @param deliveries what is to be put there
   * @param clock tells the time
   * @param together how many files are put there at a time
   */
  public FolderTarget(String name, Path folder, Deliveries deliveries, Clock clock, int together) {
    this.name = name;
    this.folder = folder;
    this.deliveries = deliveries;
    this.clock = clock;
    this.together = together;
  }

  /**
   * Puts there what is due.
   *
   * @return whether there may be more
   * @throws IOException if a file cannot be written
   */
  public boolean step() throws IOException {
    PrivateFiles.createFolderForGroup(folder.resolve(DONE));
    List<Delivery> due = deliveries.due(name, together, clock.instant());
    for (Delivery delivery : due) {
      put(delivery);
      deliveries.delivered(List.of(delivery));
    }
    return due.size() == together;
  }

  /** Ids of different senders are different in practice; their order is that of time. */
  private void put(Delivery delivery) throws IOException {
    String file = delivery.messageId() + "_" + delivery.sender().replace(':', '_') + ".json";
    if (Files.exists(folder.resolve(file)) || Files.exists(folder.resolve(DONE).resolve(file))) {
      return;
    }
    ObjectNode json =
        StrictJson.newObject()
            .put("sender", delivery.sender())
            .put("messageId", delivery.messageId())
            .put("type", delivery.type())
            .put("operation", delivery.operation());
    json.set("payload", StrictJson.read(delivery.payload().getBytes(StandardCharsets.UTF_8)));
    PrivateFiles.replaceForGroup(folder.resolve(file), out -> out.write(StrictJson.write(json)));
  }
}
