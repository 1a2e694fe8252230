package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;

/** Decides how the parts of a batch are encoded, before the first byte is sent. */
final class EncodingChoice {

  private final ExchangeClient client;
  private final BatchCalls calls;

  EncodingChoice(ExchangeClient client, BatchCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  /** The encoding that the options name, else the best that both sides know. */
  PartEncoding of(NodeId receiver, PayloadType type, UploadOptions options) {
    Optional<PartEncoding> asked = options.encoding().map(PartEncoding::compression);
    return asked.isPresent() && !client.protection().isEncrypted(receiver)
        ? asked.get()
        : best(receiver, type, options);
  }

  private PartEncoding best(NodeId receiver, PayloadType type, UploadOptions options) {
    boolean encrypted = client.protection().isEncrypted(receiver);
    NodeDescription described =
        new Patience(options.patience(), options.abort()).ask(() -> calls.describe(receiver));
    List<PartEncoding> theirs = BatchCalls.encodings(described);
    if (!encrypted) {
      if (described.encryptedTypes().contains(type.toString())) {
        throw RefusedException.beforeSending(
            ProblemCode.ENCRYPTION_REQUIRED,
            receiver + " takes " + type + " only encrypted, and this client does not encrypt");
      }
      return Encodings.supported().stream()
          .filter(theirs::contains)
          .findFirst()
          .orElse(PartEncoding.IDENTITY);
    }
    return Encodings.supported().stream()
        .filter(
            mine ->
                options.encoding().map(PartEncoding::compression).map(mine::equals).orElse(true))
        .map(PartEncoding::encrypted)
        .filter(theirs::contains)
        .findFirst()
        .orElseThrow(
            () ->
                RefusedException.beforeSending(
                    ProblemCode.ENCRYPTION_REQUIRED,
                    receiver + " does not read encrypted parts, and this client encrypts for it"));
  }
}
