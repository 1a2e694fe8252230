package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.Passphrase;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures an upload: {@code hub FOLDER} in one process, {@code client FOLDER RECORDS} in another,
 * as docs/bulk.md says.
 */
final class UploadSpeed {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PORT = 18099;

  private UploadSpeed() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Root", Passphrase.none());
    if (arguments[0].equals("hub")) {
      hub(city, folder);
    } else {
      client(city, Long.parseLong(arguments[2]));
    }
  }

  private static void hub(SandboxCity city, Path folder) throws Exception {
    SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .port(PORT)
            .on(
                Person.class,
                (person, context) -> PersonTable.save(context.connection(), List.of(person)))
            .onBatch(
                Person.class, (people, context) -> PersonTable.save(context.connection(), people))
            .start();
    PersonTable register = new PersonTable(hub.database());
    register.create();
    System.out.println(hub.baseUrl());
    while (System.in.read() >= 0) {
      System.out.println(register.rows() + " rows, " + register.people() + " people");
    }
  }

  private static void client(SandboxCity city, long records) {
    ExchangeClient client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(city.key(TIANHE)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .transport(OkHttpTransport.create())
            .withoutLocalValidation()
            .build();
    for (int run = 0; run < 3; run++) {
      long start = System.nanoTime();
      long[] sent = new long[1];
      UploadReport report =
          Uploader.through(client)
              .upload(
                  HUB,
                  RecordSource.of(Person.class, TestPeople.first(records)),
                  UploadOptions.builder()
                      .listener(
                          progress -> {
                            if (progress.done() == 0) {
                              sent[0] = System.nanoTime();
                            }
                          })
                      .build());
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%d accepted, %d rejected in %.2f s (%.2f s to send): %.0f records a second%n",
          report.accepted(),
          report.rejected(),
          seconds,
          (sent[0] - start) / 1e9,
          report.accepted() / seconds);
    }
  }
}
