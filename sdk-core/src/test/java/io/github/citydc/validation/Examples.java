package io.github.citydc.validation;

import io.github.citydc.code.IdentifierKind;

/** A valid text of each kind of identifier; those of persons are the specimens of the standards. */
final class Examples {

  private Examples() {}

  static String of(IdentifierKind kind) {
    return switch (kind) {
      case CITIZEN_ID -> "11010519491231002X";
      case FOREIGNER_ID -> "911124198108030024";
      case CREDIT_CODE -> "91350100M000100Y43";
      case ORG_CODE -> "D2143569X";
      case BUSINESS_REGISTRATION -> "110108000000016";
      case DIVISION -> "440106";
      case GRID_CODE -> "440106001001001";
      case COMPONENT_CODE -> "4401060101000001";
      case EVENT_CODE -> "4401060101";
      case RESOURCE_CODE -> "307001/000001";
      case ITEM_CODE -> "000101001000";
      case E_CERTIFICATE_ID -> eCertificateId();
      case DOCUMENT_NUMBER -> "穗府办〔2003〕50号";
      case WEBSITE_ID -> "4401060001";
      case VEHICLE_PLATE -> "粤A12345";
      case MOBILE_PHONE -> "13800138000";
      case PHONE -> "020-12345";
      case FIXED_LINE_PHONE -> "020-83333333";
      case POSTAL_CODE -> "510000";
    };
  }

  /** One of the 36 check characters fits. */
  private static String eCertificateId() {
    String start = "1.2.156.3005.2.11100000000013338W001.11440106007482911C.1.001.";
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        .chars()
        .mapToObj(check -> start + (char) check)
        .filter(text -> IdentifierKind.E_CERTIFICATE_ID.tryParse(text).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
