package io.github.citydc.compatibility;

import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.Address;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;

/** An application: it is compiled against the present library, and run with a later one. */
public final class Caller implements Callable<String> {

  @Override
  public String call() {
    Person person =
        PersonBuilder.builder()
            .idDocumentType("111")
            .idNumber("440106198001010013")
            .name("张伟")
            .sex("1")
            .birthDate(LocalDate.of(1980, 1, 1))
            .phone("020-12345678")
            .residenceAddress(Address.of("440106", "天河路1号"))
            .build();
    Person renamed = PersonBuilder.builder(person).name("张伟明").build();
    UploadOptions options =
        UploadOptions.builder().partSize(4096).listener(ProgressListener.none()).build();
    Envelope envelope =
        Envelope.builder()
            .messageId(MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"))
            .type(PayloadType.of(Person.class))
            .operation(Operation.UPSERT)
            .sender(NodeId.parse("440106:11440106007482911C:grid"))
            .receiver(NodeId.parse("440100:114401000074821105:hub"))
            .sentAt(OffsetDateTime.parse("2026-11-23T09:00:00.123+08:00"))
            .payload(PayloadJson.standard().toObject(renamed))
            .build();
    Envelope answer = envelope.toBuilder().correlationId(envelope.messageId()).build();
    return String.join(
        "\n",
        renamed.name(),
        person.phone().orElseThrow(),
        new String(PayloadJson.standard().write(renamed), StandardCharsets.UTF_8),
        options.partSize() + " " + options.toBuilder().parallel(1).build().parallel(),
        answer.correlationId().orElseThrow() + " " + answer.payload(),
        "unknown members: " + answer.extensions().size());
  }
}
