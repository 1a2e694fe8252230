package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodedValue;
import io.github.citydc.code.DocumentKind;
import io.github.citydc.validation.DocumentHeader;
import org.jspecify.annotations.Nullable;

/** What a document must have is decided by its kind. */
final class DocumentHeaderRule implements Rule {

  private static final CodeFault REQUIRED = Rules.fault("member.required");

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof DocumentHeader document && document.kind() != null) {
      CodedValue.find(DocumentKind.class, document.kind())
          .ifPresent(kind -> check(document, kind, findings));
    }
  }

  private static void check(DocumentHeader document, DocumentKind kind, Findings findings) {
    if (kind.isNumbered() && document.documentNumber().isEmpty()) {
      findings.add("documentNumber", REQUIRED);
    }
    if (kind.hasRecipients() && document.mainRecipients().isEmpty()) {
      findings.add("mainRecipients", REQUIRED);
    }
  }
}
