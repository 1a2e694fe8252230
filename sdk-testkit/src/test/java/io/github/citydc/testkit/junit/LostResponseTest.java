package io.github.citydc.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.population.Person;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.fault.ActiveFault;
import io.github.citydc.testkit.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CityExtension.class)
class LostResponseTest {

  @Test
  void a_message_whose_receipt_was_lost_is_delivered_once(SandboxNode hub, ExchangeClient client) {
    ActiveFault lost = hub.faults().add(Fault.loseResponse().times(1));
    client.send(hub.node(), Examples.person());
    assertThat(lost.hits()).isOne();
    assertThat(hub.received(Person.class)).containsExactly(Examples.person());
  }
}
