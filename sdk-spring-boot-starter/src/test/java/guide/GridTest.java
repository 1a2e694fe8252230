package guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CityTest(classes = Grid.class, hub = "440100:114401000074821105:hub")
public class GridTest {

  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:neighbour");

  private final Person person =
      PersonBuilder.builder()
          .idDocumentType("111")
          .idNumber("440106198001010019")
          .name("张三")
          .sex("1")
          .birthDate(LocalDate.of(1980, 1, 1))
          .residenceAddress(Address.of("440106001", "五山路1号"))
          .build();

  @Autowired SandboxCity city;
  @Autowired SandboxNode hub;
  @Autowired Grid.Residents residents;
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void empty() {
    jdbc.update("DELETE FROM resident");
  }

  @Test
  void a_message_of_a_neighbour_is_stored() {
    try (ExchangeClient neighbour = city.client(NEIGHBOUR).build()) {
      neighbour.send(GRID, person);
    }
    assertEquals(List.of("张三"), jdbc.queryForList("SELECT name FROM resident", String.class));
  }

  @Test
  void a_resident_arrives_at_the_hub() {
    residents.register(person);
    assertEquals(1, hub.awaitMessages(1, Duration.ofSeconds(20)).size());
  }
}
