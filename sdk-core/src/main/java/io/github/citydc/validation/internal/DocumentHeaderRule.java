package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodedValue;
import io.github.citydc.code.DocumentKind;
import io.github.citydc.validation.DocumentHeader;
import java.util.List;
import java.util.Optional;
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
    Optional<String> number = document.documentNumber();
    List<String> recipients = document.mainRecipients();
    if (kind.isNumbered() && (number == null || number.isEmpty())) {
      findings.add("documentNumber", REQUIRED);
    }
    if (kind.hasRecipients() && (recipients == null || recipients.isEmpty())) {
      findings.add("mainRecipients", REQUIRED);
    }
  }
}
