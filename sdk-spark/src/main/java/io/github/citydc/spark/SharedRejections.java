package io.github.citydc.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Severity;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.SentShare;
import io.github.citydc.exchange.batch.upload.ShareRejection;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.Violation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rejected rows of a write as lines of JSON, a line for each rule that a row breaks. */
final class SharedRejections {

  private static final PayloadJson JSON = PayloadJson.standard();

  private SharedRejections() {}

  static List<ShareRejection> leftOut(List<SentShare> shares) {
    return shares.stream()
        .flatMap(
            share -> share.leftOut().stream().map(left -> new ShareRejection(share.number(), left)))
        .toList();
  }

  static void write(Path file, List<ShareRejection> rejections) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (ShareRejection rejection : rejections) {
        for (Violation violation : violations(rejection.rejection())) {
          ObjectNode line = JSON.newObject();
          line.put("partition", rejection.share());
          line.put("row", rejection.rejection().record());
          line.put("code", rejection.rejection().code());
          line.put("detail", rejection.rejection().detail());
          line.put("pointer", violation.pointer());
          line.put("rule", violation.code());
          out.write(new String(JSON.write(line), StandardCharsets.UTF_8));
          out.newLine();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The rejections cannot be written", e);
    }
  }

  /** Those of the rejection, or one without a rule. */
  private static List<Violation> violations(Rejection rejection) {
    return rejection.violations().isEmpty()
        ? List.of(new Violation("", "", Severity.ERROR, "", "", ""))
        : rejection.violations();
  }
}
