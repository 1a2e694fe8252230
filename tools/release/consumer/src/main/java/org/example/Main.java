package org.example;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.time.LocalDate;

/** Sends a person to a node in the same process, and shows the receipt. */
public final class Main {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");

  private Main() {}

  public static void main(String[] arguments) {
    SandboxCity city = SandboxCity.found("Consumer Root");
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB).on(Person.class, (person, context) -> {}).start()) {
      ExchangeClient client =
          ExchangeClient.builder()
              .self(VENDOR)
              .signer(HttpSignatures.signer(city.enrol(VENDOR)))
              .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
              .directory(city.directory())
              .build();
      SignedReceipt receipt = client.send(hub.node(), person());
      System.out.println("receipt of " + receipt.receipt().messageId());
    }
    System.out.println(
        "with SDK " + ExchangeClient.class.getPackage().getImplementationVersion());
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
