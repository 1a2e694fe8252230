package io.github.citydc.s3;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The upload of one object: its digest is computed while it is sent, and it appears only if that is
 * the expected one. What fits into one piece is sent as a whole; a longer one piece by piece, of
 * which one is in memory at a time. Not thread-safe.
 */
final class ObjectUpload {

  /** S3 takes 10,000 pieces, so the largest object has 78 GiB. */
  static final int PIECE = 8 * 1024 * 1024;

  private static final String OCTETS = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String name;
  private final ContentHash expected;
  private final MessageDigest digest;

  ObjectUpload(S3Client client, String bucket, String name, ContentHash expected) {
    this.client = client;
    this.bucket = bucket;
    this.name = name;
    this.expected = expected;
    this.digest = expected.algorithm().newDigest();
  }

  /**
   * Sends content.
   *
   * @throws RefusedException if it has another digest
   * @throws IOException if it cannot be read
   */
  void send(InputStream content) throws IOException {
    byte[] piece = content.readNBytes(PIECE);
    digest.update(piece);
    if (piece.length < PIECE) {
      requireExpected();
      client.putObject(request -> request.bucket(bucket).key(name), body(piece, piece.length));
    } else {
      sendPieces(piece, content);
    }
  }

  private void sendPieces(byte[] piece, InputStream content) throws IOException {
    String upload =
        client.createMultipartUpload(request -> request.bucket(bucket).key(name)).uploadId();
    try {
      List<CompletedPart> sent = new ArrayList<>();
      for (int length = piece.length; length > 0; length = content.readNBytes(piece, 0, PIECE)) {
        if (!sent.isEmpty()) {
          digest.update(piece, 0, length);
        }
        sent.add(send(upload, sent.size() + 1, body(piece, length)));
      }
      requireExpected();
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(name)
                  .uploadId(upload)
                  .multipartUpload(whole -> whole.parts(sent)));
    } catch (IOException | RuntimeException | Error e) {
      abort(upload, e);
      throw e;
    }
  }

  private CompletedPart send(String upload, int number, RequestBody body) {
    String tag =
        client
            .uploadPart(
                request -> request.bucket(bucket).key(name).uploadId(upload).partNumber(number),
                body)
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** The bytes are not copied, and may be sent again. */
  private static RequestBody body(byte[] piece, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(piece, 0, length), length, OCTETS);
  }

  private void requireExpected() {
    HashAlgorithm algorithm = expected.algorithm();
    if (!ContentHash.of(digest, algorithm).equals(expected)) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH, "The content is not the one the digest names");
    }
  }

  /** What cannot be removed now is removed by a later sweep. */
  private void abort(String upload, Throwable reason) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(name).uploadId(upload));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    }
  }
}
