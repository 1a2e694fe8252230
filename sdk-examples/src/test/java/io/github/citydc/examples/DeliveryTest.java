package io.github.citydc.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.fault.Fault;
import io.github.citydc.testkit.junit.CityExtension;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an application tests what it does when the other side fails. */
@ExtendWith(CityExtension.class)
class DeliveryTest {

  private final Person person =
      PersonBuilder.builder()
          .idDocumentType("111")
          .idNumber("440106198001010019")
          .name("张三")
          .sex("1")
          .birthDate(LocalDate.of(1980, 1, 1))
          .residenceAddress(Address.of("440106001", "五山路1号"))
          .build();

  @Test
  void a_message_whose_response_is_lost_is_stored_once(SandboxNode hub, ExchangeClient client) {
    hub.faults().add(Fault.loseResponse().times(1));

    client.send(hub.node(), person);

    assertThat(hub.received(Person.class)).containsExactly(person);
  }

  @Test
  void what_the_receiver_refuses_is_not_repeated(SandboxNode hub, ExchangeClient client) {
    hub.faults().add(Fault.refuse(ProblemCode.NOT_AUTHORIZED));

    assertThatThrownBy(() -> client.send(hub.node(), person))
        .isInstanceOfSatisfying(
            ExchangeException.class, e -> assertThat(e.delivery()).isEqualTo(Delivery.REFUSED));

    assertThat(hub.refusals()).hasSize(1);
    assertThat(hub.received(Person.class)).isEmpty();
  }
}
