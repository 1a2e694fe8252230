package io.github.citydc.exchange.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

/**
 * The encrypted members of a query or an answer: the ciphertext, and the digest of what is
 * encrypted, which the signature so covers, too. What is encrypted contains a random salt, so that
 * nobody finds out by its digest what it is.
 *
 * @param text the ciphertext
 * @param digest of what is encrypted
 */
record SealedContent(String text, ContentHash digest) {

  private static final String TEXT = "sealed";
  private static final String DIGEST = "sealedDigest";
  private static final String SALT = "salt";
  private static final PayloadJson JSON = PayloadJson.standard();

  /** Encrypted content, and what was encrypted. */
  record Made(SealedContent sealed, Content content) {}

  static Made of(ObjectNode members, HashAlgorithm hash, Function<byte[], String> encryption) {
    Content content =
        Content.of(JSON.write(members.deepCopy().put(SALT, UUID.randomUUID().toString())));
    String text = encryption.apply(content.toByteArray());
    return new Made(new SealedContent(text, ContentHash.of(content, hash)), content);
  }

  static boolean isIn(ObjectNode object) {
    return object.has(TEXT);
  }

  static SealedContent read(JsonMembers members) {
    return new SealedContent(members.text(TEXT), members.value(DIGEST, ContentHash::parse));
  }

  void writeTo(ObjectNode object) {
    object.put(TEXT, text).put(DIGEST, digest.value());
  }

  /** Decrypts it, and makes sure that it is what was signed. */
  Content open(Function<byte[], byte[]> decryption) {
    return require(Content.of(decryption.apply(text.getBytes(StandardCharsets.US_ASCII))));
  }

  /** Makes sure that content is what was encrypted. */
  Content require(Content opened) {
    if (!digest.matches(opened)) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH, "what was encrypted is not what was signed");
    }
    return opened;
  }
}
