package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.upload.UploadProgress.Phase;

/** An upload on a progress bar. */
record ConsoleProgress(ProgressBar bar) implements ProgressListener {

  @Override
  public void at(UploadProgress progress) {
    if (progress.phase() == Phase.DONE) {
      bar.end();
    } else if (progress.phase() == Phase.PROCESSING) {
      bar.at(progress.done(), (double) progress.done() / progress.sent(), "records stored");
    } else {
      bar.at(progress.records(), 0, "records read");
    }
  }
}
