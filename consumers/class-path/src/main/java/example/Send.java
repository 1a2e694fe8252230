package example;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/** Sends one person to a node and prints the receipt. */
public final class Send {

  private Send() {}

  public static void main(String[] arguments) {
    NodeId hubId = NodeId.parse("440100:114401000074821105:hub");
    NodeId vendor = NodeId.parse("440106:11440106007482911C:grid");
    SandboxCity city = SandboxCity.found("Test Root");
    try (SandboxNode hub =
        SandboxNode.builder(city, hubId)
            .storingIn(Path.of(arguments[0]))
            .recordingEverything()
            .start()) {
      ExchangeClient client =
          ExchangeClient.builder()
              .self(vendor)
              .signer(HttpSignatures.signer(city.enrol(vendor)))
              .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
              .directory(city.directory())
              .build();
      byte[] receipt = client.send(hub.node(), person()).toJson();
      System.out.println("Receipt " + new String(receipt, StandardCharsets.UTF_8));
      System.out.println("Module " + ExchangeClient.class.getModule());
    }
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106199001010013")
        .name("张三")
        .sex("1")
        .ethnicity("01")
        .birthDate(LocalDate.of(1990, 1, 1))
        .birthplaceDivision("440106")
        .residenceAddress(Address.of("440106001", "五山路381号"))
        .registrationAddress(Address.of("440106001", "五山路381号"))
        .build();
  }
}
