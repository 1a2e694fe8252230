package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What makes an upload this one: the batch, who sends it to whom, and what decides where it is cut
 * and what is left out.
 */
record UploadIdentity(
    MessageId id,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    OffsetDateTime createdAt,
    PartEncoding encoding,
    int partSize,
    boolean checked) {

  private static final Map<String, Function<UploadIdentity, Object>> FIXED =
      Map.of(
          "type", UploadIdentity::type,
          "operation", identity -> identity.operation().wireName(),
          "sender", UploadIdentity::sender,
          "receiver", UploadIdentity::receiver,
          "encoding", identity -> identity.encoding().wireName(),
          "size of parts", UploadIdentity::partSize,
          "check of the records here", UploadIdentity::checked);

  /**
   * What is not as it was.
   *
   * @param asked the upload that is asked for now
   * @return in words, empty if it is the same upload
   */
  Optional<String> differenceTo(UploadIdentity asked) {
    return FIXED.entrySet().stream()
        .filter(part -> !part.getValue().apply(this).equals(part.getValue().apply(asked)))
        .sorted(Map.Entry.comparingByKey())
        .map(
            part ->
                "its %s is %s, not %s"
                    .formatted(
                        part.getKey(), part.getValue().apply(this), part.getValue().apply(asked)))
        .findFirst();
  }
}
