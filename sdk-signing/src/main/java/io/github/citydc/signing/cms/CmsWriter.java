package io.github.citydc.signing.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERSequenceGenerator;

/**
 * {@code ContentInfo {contentType, [0] content}} while its content is still growing: BER with
 * lengths that are not known in advance.
 */
final class CmsWriter {

  /** Writes one message. */
  @FunctionalInterface
  interface Message {
    void writeTo(OutputStream out) throws IOException;
  }

  private final BERSequenceGenerator outer;
  private final BERSequenceGenerator body;
  private final CmsForm form;

  CmsWriter(OutputStream out, ContentType type, CmsForm form) throws IOException {
    this.form = form;
    this.outer = new BERSequenceGenerator(out);
    outer.addObject(type.oid(form));
    this.body = new BERSequenceGenerator(outer.getRawOutputStream(), 0, true);
  }

  void add(ASN1Encodable member) throws IOException {
    body.addObject(member);
  }

  CmsForm form() {
    return form;
  }

  /** Begins a member, {@code {contentType data, …}}, that is closed before the next one. */
  BERSequenceGenerator beginData() throws IOException {
    BERSequenceGenerator data = new BERSequenceGenerator(body.getRawOutputStream());
    data.addObject(ContentType.DATA.oid(form));
    return data;
  }

  void close() throws IOException {
    body.close();
    outer.close();
  }

  /** What fits into memory is written in DER, which products that know no BER read, too. */
  static byte[] inDer(Message message) {
    try {
      ByteArrayOutputStream ber = new ByteArrayOutputStream();
      message.writeTo(ber);
      return ASN1Primitive.fromByteArray(ber.toByteArray()).getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException("Written in memory", e);
    }
  }
}
