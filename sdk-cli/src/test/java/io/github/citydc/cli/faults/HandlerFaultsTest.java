package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** What handlers do wrong is held against what they did it with, and against nothing else. */
@Tag("databases")
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#all")
class HandlerFaultsTest extends FaultsTest {

  private static final int TRIES = 4;

  @Test
  void poison_dies_after_its_tries_and_holds_nothing_else_up() throws Exception {
    int messages = trial.scale().messages();
    int records = Math.max(HubRegister.RECORDS_PER_FAULT, trial.scale().records());
    try (Stage stage = trial.stage().handling(HubMain.Handling.FAULTY).open()) {
      Sending sending = new Sending(stage, () -> stage.sender(messages, messages, TRIES));
      CdxProcess sender = sending.toItsEnd();
      assertThat(sender.messages()).doesNotContain(SenderMain.CIRCUIT_OPENED);
      assertThat(stage.hub().printed(HandlerFaults.TOLD + "POISON"))
          .isGreaterThanOrEqualTo((long) HandlerFaults.POISON * TRIES);
      Map<HandlerFaults.Once, Long> ofMessages = failures(stage);
      CdxProcess uploader = new Sending(stage, () -> stage.uploader(records)).toItsEnd();
      assertThatMoreFailed(failures(stage), ofMessages);
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records) + HandlerFaults.POISON);
      ending.messages(messages, HandlerFaultsTest::reason);
      ending.settle();
      try (Agreement agreement = new Agreement(stage)) {
        agreement.everyPoisonWasTried(TRIES);
      }
    }
  }

  private static Optional<String> reason(long number) {
    return HandlerFaults.isPoison(number) ? Optional.of("internal: ") : Agreement.refusal(number);
  }

  private static Map<HandlerFaults.Once, Long> failures(Stage stage) {
    Map<HandlerFaults.Once, Long> times = new EnumMap<>(HandlerFaults.Once.class);
    for (HandlerFaults.Once fault : HandlerFaults.Once.values()) {
      times.put(fault, stage.hub().printed(HandlerFaults.TOLD + fault));
    }
    return times;
  }

  /** Each kind in messages, and again in the batch. */
  private void assertThatMoreFailed(
      Map<HandlerFaults.Once, Long> all, Map<HandlerFaults.Once, Long> ofMessages) {
    all.forEach((fault, times) -> trial.tally().add("handler " + fault, times));
    assertThat(ofMessages).allSatisfy((fault, times) -> assertThat(times).isPositive());
    assertThat(all)
        .allSatisfy((fault, times) -> assertThat(times).isGreaterThan(ofMessages.get(fault)));
  }
}
