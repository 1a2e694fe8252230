package io.github.citydc.spring;

import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A city in a folder, with the folder of one node.
 *
 * @param folder of the city
 */
record TestCity(Path folder) {

  static final NodeId SELF = NodeId.parse("440106:11440106007482911C:grid");
  static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:neighbour");
  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

  static TestCity in(Path folder, Passphrase passphrase) throws IOException {
    SandboxCity.keptIn(folder, "Test Root", passphrase).key(SELF);
    return new TestCity(folder);
  }

  String keys() {
    return NodeFolder.in(folder, SELF).path().toString();
  }

  String directory() {
    return folder.resolve("nodes.json").toString();
  }

  static Person person(String name) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106199001010013")
        .name(name)
        .sex("1")
        .ethnicity("01")
        .birthDate(LocalDate.of(1990, 1, 1))
        .birthplaceDivision("440106")
        .residenceAddress(Address.of("440106001", "五山路381号"))
        .registrationAddress(Address.of("440106001", "五山路381号"))
        .build();
  }
}
