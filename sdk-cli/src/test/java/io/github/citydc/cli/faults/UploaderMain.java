package io.github.citydc.cli.faults;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadProgress;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.population.Person;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.testkit.SandboxCity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A vendor's system as a process that uploads records in one batch. Killed and started again it
 * goes on with the same batch. Its arguments are the folder of the city, the port to send to, the
 * journal of the upload, the file of its clock, the number of records, and the record at which it
 * is held. It prints how many records are done, those that are only sent by half, then what became
 * of the batch. It ends when its standard input has ended, too.
 */
final class UploaderMain {

  static final String REPORT = "report ";

  private static final int PART_SIZE = 32 * 1024;
  private static final int PARALLEL = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int STEPS = 2;

  private UploaderMain() {}

  public static void main(String[] args) throws Exception {
    Clock clock = SteppedClock.of(Path.of(args[3]));
    SandboxCity city = Vendor.city(Path.of(args[0]));
    ExchangeClient client = Vendor.client(city, Integer.parseInt(args[1]), clock);
    Hold hold = new Hold(args[5]);
    UploadReport report =
        Uploader.through(client)
            .upload(
                Vendor.HUB,
                RecordSource.of(
                    Person.class,
                    Records.first(Long.parseLong(args[4]))
                        .peek(person -> hold.at(Records.number(person)))),
                UploadOptions.builder()
                    .partSize(PART_SIZE)
                    .parallel(PARALLEL)
                    .journal(Path.of(args[2]))
                    .patience(PATIENCE)
                    .listener(UploaderMain::tell)
                    .build());
    new ReceiptVerifier(city.trust()).verify(report.receipt().orElseThrow());
    System.out.println(
        REPORT + report.batchId() + " " + report.accepted() + " " + report.rejected());
    System.in.readAllBytes();
  }

  /** What became of a batch, as it is printed. */
  record Report(MessageId batch, long accepted, long rejected) {

    static Report parse(String line) {
      String[] words = line.substring(REPORT.length()).split(" ", -1);
      return new Report(
          MessageId.parse(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
  }

  private static void tell(UploadProgress progress) {
    System.out.println(Sending.PROGRESS + (progress.sent() + progress.done()) / STEPS);
  }
}
