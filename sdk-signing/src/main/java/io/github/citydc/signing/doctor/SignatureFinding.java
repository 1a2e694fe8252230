package io.github.citydc.signing.doctor;

import java.util.Locale;

/**
 * The mistakes that {@link SignatureDoctor} can find, each with the change that corrects it. {@link
 * #VERIFIES} is the answer for a message that is in order.
 */
public enum SignatureFinding {
  /** Nothing is wrong. */
  VERIFIES("Nothing needs to change."),

  /** There is no signature at all. */
  SIGNATURE_MISSING(
      "Send the fields Signature-Input and Signature; check that no proxy on the way drops them."),
  /** The fields of the signature cannot be read. */
  FIELDS_MALFORMED(
      "Write Signature-Input and Signature as dictionaries of RFC 8941: cdx=(\"@method\" ...);created=... and"
          + " cdx=:<Base64>:"),
  /** There is a signature, under a label that is not the expected one. */
  OTHER_LABEL("Use the expected label in both Signature-Input and Signature."),
  /** The signature covers something that the message does not have. */
  COMPONENT_ABSENT(
      "Keep the field on its way: the proxy or client that removes it after signing has to let it through."),
  /** The signature does not cover what the profile requires. */
  NOT_COVERED("Cover every component that the interface standard lists in §4.1."),
  /** A parameter that the profile requires is missing or has not the required form. */
  PARAMETER_MISSING("Give created, nonce, keyid, alg and tag=\"cdx-1\" with every signature."),

  /**
   * The signature is genuine, but {@code alg} is not the name of the algorithm it was made with.
   */
  WRONG_ALGORITHM_NAME("Write the name of the algorithm of the key into alg."),
  /** The signature was made with another key. */
  WRONG_KEY("Sign with the private key that belongs to the certificate which the receiver knows."),
  /** The key is the expected one, {@code keyid} names another certificate. */
  KEY_ID_OF_OTHER_CERTIFICATE(
      "Compute keyid from the certificate in use: <node id>#<first 16 hex digits of the SM3 of its DER>."),
  /** The signature was made with the key of another certificate of the same node. */
  OTHER_CERTIFICATE_OF_NODE(
      "Either sign with the new key, or keep the former certificate in the receiver's directory until all use the new"
          + " one."),

  /** The signature is a DER sequence where r‖s is expected. */
  SIGNATURE_IN_DER("Send r‖s, 64 bytes: Sm2Signature.fromDer(der).toRaw()."),
  /** The signature is hexadecimal text. */
  SIGNATURE_IN_HEX("Decode the hexadecimal text and write the bytes as Base64 between colons."),
  /** The signature is Base64 twice, or not between colons. */
  SIGNATURE_IN_BASE64("Encode the bytes of the signature once, as Base64 between colons."),
  /** The signature is Base64url. */
  SIGNATURE_IN_BASE64URL(
      "Use the Base64 of RFC 4648 §4, with + and / and padding, between colons."),
  /** The signature is s‖r. */
  SIGNATURE_SWAPPED("Send r first, then s."),
  /** The numbers of the signature have their lowest byte first. */
  SIGNATURE_LITTLE_ENDIAN("Write r and s with the highest byte first."),
  /** r or s has not its full length. */
  SIGNATURE_NOT_PADDED(
      "Write r and s with exactly 32 bytes each, zeros in front where they are short."),

  /** SM2 with another user id. */
  OTHER_USER_ID("Sign with the user id 1234567812345678 (GB/T 35276), 16 bytes of ASCII."),
  /** SM2 without the hash Z of user id and key. */
  Z_MISSING(
      "Sign SM3(Z ‖ message), GB/T 32918.2 §6.1; many libraries have a switch for it, e.g. hash: true and publicKey in"
          + " sm-crypto."),
  /** Another hash than that of the algorithm. */
  OTHER_HASH("Hash with the algorithm that alg names: SM3 for sm2-sm3."),
  /** The hash of the text was signed as if it were the text. */
  HASHED_TWICE("Hand the signature base itself to the signing function: it hashes by itself."),
  /** Another signature scheme with the right key. */
  OTHER_SCHEME("Use the scheme that alg names with this key."),

  /** The text that was signed is not written as RFC 9421 §2.5 says. */
  BASE_FORMAT(
      "Write the signature base by RFC 9421 §2.5: one line feed between lines, none behind the last, parameters in the"
          + " order of Signature-Input."),
  /** The method is not the one that was signed. */
  METHOD_CHANGED("Sign the method as it is sent, in capitals; do not let a proxy change it."),
  /** The path is not the one that was signed. */
  PATH_REWRITTEN(
      "Sign the path as it reaches the receiver, or have the proxy forward it unchanged; the receiver's base path is"
          + " configurable."),
  /** The query is not the one that was signed. */
  QUERY_REWRITTEN("Sign the query as it is sent, and have proxies forward it unchanged."),
  /** Host, port or scheme is not the one that was signed. */
  AUTHORITY_CHANGED("Do not cover the host behind a reverse proxy; the profile does not need it."),
  /** The status is not the one that was signed. */
  STATUS_CHANGED("Have the proxy forward the status unchanged."),
  /** A field is not the one that was signed. */
  HEADER_CHANGED("Sign the field as it is sent, and have clients and proxies leave it as it is."),
  /** The response answers another request than the one it is compared with. */
  OTHER_REQUEST("Verify a response with the very request that it answers, as it was sent."),
  /** The signature parameters are not those that were signed. */
  PARAMETERS_CHANGED("Send the parameters in Signature-Input exactly as they were signed."),

  /** The digest is of the same JSON, written differently. */
  BODY_RESERIALIZED(
      "Digest the bytes that are sent, and verify the bytes that arrive: never parse and write JSON in between."),
  /** The digest is of the same text in another charset, or with or without a byte order mark. */
  BODY_REENCODED("Digest and send the same bytes, in UTF-8 without a byte order mark."),
  /** The digest is of the same text with other ends of lines. */
  BODY_LINE_ENDS(
      "Digest and send the same bytes; let no editor, template or proxy change ends of lines."),
  /** The digest is of the content before it was compressed. */
  BODY_COMPRESSED(
      "Digest the body after compression, as it is on the wire (RFC 9530 §2), or do not compress."),
  /** The digest is of the content before something on the way decompressed it. */
  BODY_DECOMPRESSED(
      "Have client and proxy hand over the body as it was on the wire, not decompressed."),
  /** The body has not the length that the message says. */
  BODY_INCOMPLETE(
      "Find out where the body was cut or lengthened; Content-Length tells what was sent."),
  /** The body is not the one of the digest, for a reason that was not found. */
  BODY_CHANGED("Compare the bytes that were sent with those that arrived."),
  /** The digest is the body's, by another algorithm than it says. */
  DIGEST_OTHER_ALGORITHM("Name the algorithm that was used: sm3 or sha-256."),
  /** The digest is the body's, in hexadecimal. */
  DIGEST_IN_HEX("Write the bytes of the digest as Base64 between colons: sm3=:<Base64>:"),
  /** The digest is the body's, in another Base64 or without colons. */
  DIGEST_IN_BASE64("Write the bytes of the digest once, as Base64 between colons: sm3=:<Base64>:"),
  /** Content-Digest cannot be read. */
  DIGEST_MALFORMED("Write Content-Digest by RFC 9530 §2: sm3=:<Base64>: or sha-256=:<Base64>:"),

  /** {@code cdx-sender} is not the node that owns the key. */
  SENDER_NOT_KEY_OWNER(
      "Write the node of the key id into cdx-sender, or sign with the key of that node."),
  /** The message is for another node. */
  OTHER_RECEIVER("Set cdx-receiver to the node that the message is sent to."),
  /** The time of the signature is too far from the time of the receiver. */
  CLOCK_OFF("Synchronise both clocks (NTP), and write created in seconds since 1970 UTC."),

  /** Nothing that was tried explains it. */
  UNEXPLAINED(
      "Have the sender log its signature base, and compare again with it: the first line that differs tells.");

  private final String remedy;

  SignatureFinding(String remedy) {
    this.remedy = remedy;
  }

  /**
   * The change that corrects the mistake, and where to make it.
   *
   * @return one line
   */
  public String remedy() {
    return remedy;
  }

  /**
   * A name for scripts.
   *
   * @return for example {@code signature-in-der}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
