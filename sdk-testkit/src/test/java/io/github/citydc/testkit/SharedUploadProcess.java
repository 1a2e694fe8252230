package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.upload.PartWriter;
import io.github.citydc.exchange.batch.upload.SentShare;
import io.github.citydc.exchange.batch.upload.SharedBatch;
import io.github.citydc.exchange.batch.upload.SharedUpload;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.Passphrase;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A process that sends the parts of a shared batch: {@code FOLDER SENDER RECEIVER}. It says {@code
 * sent} when all have arrived, {@code kept} when the manifest lies in the file, and waits for a
 * line after each; it never posts.
 */
final class SharedUploadProcess {

  static final int PEOPLE = 900;
  static final OffsetDateTime DAY = OffsetDateTime.parse("2026-12-01T01:00:00+08:00");
  static final UploadOptions OPTIONS =
      UploadOptions.builder()
          .partSize(8 * 1024)
          .parallel(2)
          .encoding(Optional.of(PartEncoding.IDENTITY))
          .build();

  private SharedUploadProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    try (ExchangeClient client = city.client(NodeId.parse(arguments[1])).build()) {
      SharedUpload uploads = SharedUpload.through(client);
      SharedBatch batch = begin(uploads, NodeId.parse(arguments[2]));
      List<SentShare> shares = List.of(share(uploads, batch, 0), share(uploads, batch, 1));
      BatchManifest manifest = uploads.manifest(batch, shares).orElseThrow();
      System.out.println("sent " + manifest.batchId());
      System.in.read();
      SharedUpload.keep(folder.resolve("manifest"), manifest);
      System.out.println("kept " + manifest.batchId());
      System.in.read();
    }
  }

  static SharedBatch begin(SharedUpload uploads, NodeId receiver) {
    return uploads.begin(receiver, Person.class, OPTIONS, "people of today", DAY);
  }

  static SentShare share(SharedUpload uploads, SharedBatch batch, int number) {
    try (PartWriter<Person> writer = uploads.writeAgain(batch, Person.class, number, OPTIONS)) {
      int half = PEOPLE / 2;
      TestPeople.first(PEOPLE).skip((long) number * half).limit(half).forEach(writer::add);
      return writer.finish();
    }
  }
}
