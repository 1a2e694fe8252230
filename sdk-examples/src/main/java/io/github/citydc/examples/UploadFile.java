package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.model.population.Person;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Delivers a file of records, one JSON object a line, as one batch under one signature.
 *
 * <p>Arguments: the key folder of one's own node, the address of the other one, the file.
 */
public final class UploadFile {

  private UploadFile() {}

  public static void main(String[] args) throws IOException {
    NodeFolder folder = NodeFolder.at(Path.of(args[0]));
    try (NodeLink hub = NodeLink.to(URI.create(args[1]), folder, Passphrase.none());
        ExchangeClient client = hub.client().build()) {

      RecordSource<Person> people = RecordSource.ndjson(Person.class, Path.of(args[2]));
      UploadReport report =
          Uploader.through(client).upload(hub.receiver(), people, UploadOptions.standard());

      System.out.println(report.accepted() + " accepted, " + report.rejected() + " rejected");
      report.rejections().forEach(System.out::println);
    }
  }
}
