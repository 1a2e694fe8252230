package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.PayloadValidator;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripPropertiesTest {

  private static final int PER_TYPE = 100;
  private static final PayloadJson JSON = PayloadJson.standard();
  private static final PayloadValidator VALIDATOR = PayloadValidator.standard();

  @Provide
  Arbitrary<PayloadType> types() {
    return Arbitraries.of(PayloadTypes.standard().types());
  }

  @Property(tries = 23 * PER_TYPE)
  void a_valid_payload_survives_write_and_read(
      @ForAll("types") PayloadType type, @ForAll long seed) {
    byte[] text = JSON.write(payloads(type, seed).next());

    Payload payload = JSON.read(text, recordOf(type));

    assertThat(VALIDATOR.validate(payload).errors()).as(words(text)).isEmpty();
    assertThat(words(JSON.write(payload))).isEqualTo(words(text));
    assertThat(JSON.read(JSON.write(payload), recordOf(type))).isEqualTo(payload);
  }

  @Property(tries = 23 * PER_TYPE)
  void so_do_members_nobody_knows_at_every_level(
      @ForAll("types") PayloadType type, @ForAll long seed) {
    RandomPayloads payloads = payloads(type, seed);
    JsonNode newer = payloads.withUnknownMembers(payloads.next());
    byte[] text = JSON.write(newer);

    Payload payload = JSON.read(text, recordOf(type));

    assertThat(VALIDATOR.validate(payload).errors()).isEmpty();
    assertThat(words(JSON.write(payload))).isEqualTo(words(text));
    assertThat(words(JSON.write(JSON.toRecord(JSON.readObject(text), recordOf(type)))))
        .isEqualTo(words(text));
  }

  private static RandomPayloads payloads(PayloadType type, long seed) {
    return new RandomPayloads(
        InterfaceStandard.schema(type).orElseThrow(),
        InterfaceStandard.example(type).orElseThrow(),
        seed);
  }

  private static Class<? extends Payload> recordOf(PayloadType type) {
    return PayloadTypes.standard().find(type).orElseThrow();
  }

  private static String words(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
