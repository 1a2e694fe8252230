package guide;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.spring.CityHandler;
import io.github.citydc.spring.CityOutbox;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@SpringBootApplication
public class Grid {

  public static void main(String[] arguments) {
    SpringApplication.run(Grid.class, arguments);
  }

  @Service
  public static class Residents {

    private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

    private final JdbcTemplate jdbc;
    private final CityOutbox outbox;

    Residents(JdbcTemplate jdbc, CityOutbox outbox) {
      this.jdbc = jdbc;
      this.outbox = outbox;
    }

    /** Sends: the row and the message are committed together, the message arrives once. */
    @Transactional
    public void register(Person person) {
      insert(person, "grid");
      outbox.enqueue(HUB, person);
    }

    /** Receives: the row and the message are committed together, or neither is. */
    @CityHandler
    void take(Person person, MessageContext context) {
      insert(person, context.sender().toString());
    }

    private void insert(Person person, String source) {
      jdbc.update(
          "INSERT INTO resident (id_number, name, source) VALUES (?, ?, ?)",
          person.idNumber(),
          person.name(),
          source);
    }
  }
}
