package io.github.citydc.cli.faults;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.collaboration.CollaborationReply;
import io.github.citydc.model.collaboration.CollaborationReplyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A vendor's system as a process that sends files, and for each a message that names it. Its
 * arguments are the folder of the city, the port to send to, a folder for the files, the file of
 * its clock, the number of files, and the file at which it is held. It prints how many are done,
 * and ends when all are and its standard input has ended.
 */
final class FileSenderMain {

  private static final String PDF = "application/pdf";
  private static final int PART_SIZE = 64 * 1024;
  private static final int LARGEST = 8 * PART_SIZE;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long AGAIN_MILLIS = 200;

  private FileSenderMain() {}

  public static void main(String[] args) throws Exception {
    Clock clock = SteppedClock.of(Path.of(args[3]));
    ExchangeClient client =
        Vendor.client(Vendor.city(Path.of(args[0])), Integer.parseInt(args[1]), clock);
    FileOptions options = FileOptions.builder().partSize(PART_SIZE).patience(PATIENCE).build();
    Hold hold = new Hold(args[5]);
    Path folder = Files.createDirectories(Path.of(args[2]));
    for (int number = 1; number <= Integer.parseInt(args[4]); number++) {
      hold.at(number);
      PartReference file =
          FileSender.through(client).send(Vendor.HUB, file(folder, number), PDF, options);
      deliver(
          client,
          client.prepare(
              Vendor.HUB, Operation.UPSERT, reply(number, file, OffsetDateTime.now(clock))));
      System.out.println(Sending.PROGRESS + number);
    }
    System.in.readAllBytes();
  }

  /** Of a size of its own, up to some parts. */
  private static Path file(Path folder, int number) throws IOException {
    Random random = new Random(number);
    byte[] content = new byte[1 + random.nextInt(LARGEST)];
    random.nextBytes(content);
    return Files.write(folder.resolve(number + ".pdf"), content);
  }

  private static CollaborationReply reply(int number, PartReference file, OffsetDateTime now) {
    return CollaborationReplyBuilder.builder()
        .taskNumber("T-" + number)
        .replyNumber("R-" + number)
        .organ(new Organ("天河区政务服务中心", Optional.empty(), Extensions.none()))
        .action("progress")
        .at(now.atZoneSameInstant(ChinaTime.ZONE).toOffsetDateTime())
        .materials(List.of(file))
        .build();
  }

  private static void deliver(ExchangeClient client, PreparedMessage message) {
    while (true) {
      try {
        client.send(message);
        return;
      } catch (ExchangeException e) {
        if (!e.isRetryable()) {
          throw e;
        }
        Pause.of(AGAIN_MILLIS);
      }
    }
  }
}
