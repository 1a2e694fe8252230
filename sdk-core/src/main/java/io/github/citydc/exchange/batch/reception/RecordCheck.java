package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.AccessPolicy;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.List;

/** The rules a record of a batch must keep before a handler sees it. */
final class RecordCheck<P extends Payload> {

  /** Of one record; their number is told in any case. */
  private static final int MOST_VIOLATIONS = 20;

  private static final PayloadJson JSON = PayloadJson.standard();

  private final BatchManifest manifest;
  private final Class<P> type;
  private final PayloadValidator validator;
  private final AccessPolicy policy;
  private final FailedRecords failed;

  RecordCheck(
      BatchManifest manifest,
      Class<P> type,
      PayloadValidator validator,
      AccessPolicy policy,
      FailedRecords failed) {
    this.failed = failed;
    this.manifest = manifest;
    this.type = type;
    this.validator = validator;
    this.policy = policy;
  }

  /** Reads the present line into the chunk: as a record, or as one that is rejected. */
  void take(Lines lines, int part, ChunkBuilder<P> chunk) {
    try {
      P payload = JSON.read(lines.buffer(), lines.offset(), lines.length(), type);
      ValidationReport report = validator.validate(payload);
      if (report.violations().isEmpty() || report.isValid()) {
        policy.authorize(
            manifest.sender(), manifest.type(), manifest.operation(), payload.jurisdiction());
        chunk.add(payload, part, lines.number());
      } else {
        chunk.reject(invalid(part, lines.number(), report));
      }
    } catch (PayloadFormatException e) {
      ValidationReport report = new ValidationReport(List.of(e.violation()));
      chunk.reject(invalid(part, lines.number(), report));
    } catch (RefusedException e) {
      chunk.reject(Rejections.refused(part, lines.number(), e));
    } catch (RuntimeException | StackOverflowError e) {
      if (Trouble.isOfReceiver(e)) {
        throw e;
      }
      failed.add(manifest, part, lines.number(), e);
      chunk.reject(Rejections.failed(part, lines.number()));
    }
  }

  private static RejectedRecord invalid(int part, int line, ValidationReport report) {
    List<Violation> listed = report.errors().stream().limit(MOST_VIOLATIONS).toList();
    return new RejectedRecord(
        part,
        line,
        ProblemCode.VALIDATION_FAILED.wireName(),
        "The record breaks "
            + (report.errorCount() == 1 ? "1 rule" : report.errorCount() + " rules"),
        listed,
        report.errorCount() - listed.size());
  }
}
