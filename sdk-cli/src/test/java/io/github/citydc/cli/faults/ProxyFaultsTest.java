package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever stands between a sender and a hub without their keys can hold messages up, but kill none:
 * only what the hub itself says of a request that it has verified is final.
 */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class ProxyFaultsTest extends FaultsTest {

  @Test
  void no_message_and_no_record_is_lost_or_dies_whatever_a_proxy_makes_of_answers()
      throws Exception {
    int messages = trial.scale().messages() / 2;
    int records = trial.scale().records() / 2;
    try (Stage stage = trial.stage().over(trial.meddling()).open()) {
      new Sending(stage, () -> stage.sender(messages)).toItsEnd();
      CdxProcess uploader = new Sending(stage, () -> stage.uploader(records)).toItsEnd();
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records));
      ending.messages(messages);
      ending.settle();
      trial.assertThatAllFaultsHappened(stage);
    }
  }
}
