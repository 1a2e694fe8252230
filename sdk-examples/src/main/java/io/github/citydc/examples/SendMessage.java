package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Sends a record to another node, and has its receipt.
 *
 * <p>Arguments: the key folder of one's own node, as {@code cdx keygen} makes it, and the address
 * of the other one.
 */
public final class SendMessage {

  private SendMessage() {}

  public static void main(String[] args) throws IOException {
    NodeFolder folder = NodeFolder.at(Path.of(args[0]));
    try (NodeLink hub = NodeLink.to(URI.create(args[1]), folder, Passphrase.none());
        ExchangeClient client = hub.client().build()) {

      SignedReceipt receipt = client.send(hub.receiver(), person());

      System.out.println("Accepted at " + receipt.receipt().acceptedAt());
    }
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
