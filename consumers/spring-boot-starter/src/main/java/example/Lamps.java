package example;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.spring.CityHandler;
import io.github.citydc.spring.CityOutbox;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lamps with JdbcTemplate: those of this application are sent, those of others taken in. */
@Service
public class Lamps {

  private final JdbcTemplate jdbc;
  private final CityOutbox outbox;

  Lamps(JdbcTemplate jdbc, CityOutbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  @Transactional
  public void register(NodeId hub, Lamp lamp) {
    insert(lamp);
    outbox.enqueue(hub, lamp);
    Broken.throwIf(lamp.state());
  }

  public void registerWithoutTransaction(NodeId hub, Lamp lamp) {
    outbox.enqueue(hub, lamp);
  }

  @CityHandler
  void take(Lamp lamp) {
    insert(lamp);
    Broken.throwIf(lamp.state());
  }

  private void insert(Lamp lamp) {
    jdbc.update("INSERT INTO lamp (id, state) VALUES (?, ?)", lamp.id(), lamp.state());
  }
}
