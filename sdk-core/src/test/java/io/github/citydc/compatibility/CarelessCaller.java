package io.github.citydc.compatibility;

import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.message.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** An application that calls a constructor which is not API. */
public final class CarelessCaller implements Callable<String> {

  @Override
  public String call() {
    return new UploadOptions(
            Operation.UPSERT,
            Optional.empty(),
            1,
            1,
            Optional.empty(),
            false,
            1,
            Duration.ZERO,
            ProgressListener.none(),
            AbortSwitch.create())
        .toString();
  }
}
