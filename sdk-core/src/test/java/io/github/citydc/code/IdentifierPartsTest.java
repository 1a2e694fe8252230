package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the identifiers with few rules tell about themselves. */
class IdentifierPartsTest {

  @Test
  void theForeignersCardOf2023TellsProvinceCountryBirthDateAndSex() {
    ForeignerId id = ForeignerId.parse("911124198108030024");

    assertThat(id.division()).isEqualTo(DivisionCode.parse("11"));
    assertThat(id.country()).isEqualTo("124");
    assertThat(id.birthDate()).isEqualTo(LocalDate.of(1981, 8, 3));
    assertThat(id.sex()).contains(Sex.FEMALE);
    assertThat(id).hasToString("911124************");
  }

  @Test
  void theForeignersCardOf2017TellsDivisionCountryAndBirthDate() {
    ForeignerId id = ForeignerId.parse("CAN110081080310");

    assertThat(id.division()).isEqualTo(DivisionCode.parse("1100"));
    assertThat(id.country()).isEqualTo("CAN");
    assertThat(id.birthDate()).isEqualTo(LocalDate.of(1981, 8, 3));
    assertThat(id.sex()).isEmpty();
    assertThat(id).hasToString("CAN************");
  }

  @Test
  void anOrganizationCodeIsPrintedWithAHyphen() {
    assertThat(OrganizationCode.parse("D2143569X").printed()).isEqualTo("D2143569-X");
  }

  @Test
  void aBusinessRegistrationNumberTellsItsAuthority() {
    assertThat(IdentifierKind.BUSINESS_REGISTRATION.parsed("110108000000016"))
        .isEqualTo(Map.of("division", "110108", "serial", "00000001"));
  }

  @Test
  void anImplementationCodeTellsOrganLevelAndBasicCode() {
    ItemCode code = ItemCode.parse("11445122MB2D24374A4440225982010");

    assertThat(code.organ()).contains(CreditCode.parse("11445122MB2D24374A"));
    assertThat(code.useLevel()).contains(UseLevel.COUNTY);
    assertThat(code.basic()).isEqualTo(ItemCode.parse("440225982010"));
    assertThat(code.province()).contains(DivisionCode.parse("44"));
    assertThat(code.type()).contains(ItemType.PENALTY);
    assertThat(code.implementation()).contains(code);
  }

  @Test
  void aBasicCodeOfTheNationHasNeitherOrganNorProvince() {
    ItemCode code = ItemCode.parse("000115035000");

    assertThat(code.organ()).isEmpty();
    assertThat(code.useLevel()).isEmpty();
    assertThat(code.province()).isEmpty();
    assertThat(code.type()).contains(ItemType.LICENSE);
    assertThat(code.basic()).isSameAs(code);
  }

  @Test
  void aHandlingCodeLeadsBackToItsImplementationCode() {
    ItemCode code = ItemCode.parse("11445122MB2D24374A444022598201001");

    assertThat(code.implementation()).contains(ItemCode.parse("11445122MB2D24374A4440225982010"));
    assertThat(code.basic()).isEqualTo(ItemCode.parse("440225982010"));
  }

  @Test
  void aCertificateIdTellsTypeIssuerSerialAndVersion() {
    ECertificateId id =
        ECertificateId.parse(
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U");

    assertThat(id.type()).isEqualTo("11100000000013338W011");
    assertThat(id.issuer()).isEqualTo("11430000006122244L");
    assertThat(id.serial()).isEqualTo("20230000403");
    assertThat(id.version()).isEqualTo("001");
  }

  @ParameterizedTest
  @CsvSource({"307019001/15, 07, 019, 001, 15", "101001/1, 01, 001, '', 1"})
  void aResourceCodeTellsItsPlaceInTheCatalog(
      String text, String item, String category, String subcategory, String sequence) {
    ResourceCode code = ResourceCode.parse(text);

    assertThat(code.item()).isEqualTo(item);
    assertThat(code.category()).isEqualTo(category);
    assertThat(code.subcategory()).isEqualTo(subcategory);
    assertThat(code.sequence()).isEqualTo(sequence);
    assertThat(ResourceCode.parse("101001/1").resourceClass()).isEqualTo(ResourceClass.BASE);
  }

  @Test
  void codesOfCityManagementTellDivisionAndClass() {
    ComponentCode component = ComponentCode.parse("3205080101000001");

    assertThat(component.division()).isEqualTo(DivisionCode.parse("320508"));
    assertThat(component.componentClass()).isEqualTo("01");
    assertThat(component.subclass()).isEqualTo("01");
    assertThat(component.serial()).isEqualTo("000001");
    assertThat(IdentifierKind.EVENT_CODE.parsed("4401060102"))
        .isEqualTo(Map.of("division", "440106", "class", "01", "subclass", "02"));
    assertThat(GridCode.parse("440103001101003").community())
        .isEqualTo(DivisionCode.parse("440103001101"));
    assertThat(GridCode.check("440103001101003").faults()).isEmpty();
  }

  @Test
  void phoneNumbersAreMasked() {
    assertThat(MobilePhone.parse("13800138000")).hasToString("138********");
    assertThat(FixedLinePhone.parse("020-83330360")).hasToString("020-********");
    assertThat(PhoneNumber.parse("+852 2123 4567")).hasToString("+85***********");
  }

  @ParameterizedTest
  @CsvSource({
    "020-83330360, 020, , 020-83330360",
    "02083330360, 020, , 020-83330360",
    "0769-22830000-123, 0769, 123, 0769-22830000-123",
    "07692283000-1, 0769, 1, 0769-2283000-1",
  })
  void aFixedLineNumberTellsAreaAndExtension(
      String text, String area, String extension, String hyphenated) {
    FixedLinePhone phone = FixedLinePhone.parse(text);

    assertThat(phone.areaCode()).isEqualTo(area);
    assertThat(phone.extension().orElse(null)).isEqualTo(extension);
    assertThat(phone.hyphenated()).isEqualTo(hyphenated);
  }

  @ParameterizedTest
  @CsvSource({
    "粤A12345, 44, 粤A, false",
    "粤AD12345, 44, 粤A, true",
    "粤B12345D, 44, 粤B, true",
    "京A1234警, 11, 京A, false",
    "新A12345, 65, 新A, false",
  })
  void aPlateTellsProvinceAndAuthority(
      String text, String province, String authority, boolean newEnergy) {
    VehiclePlate plate = VehiclePlate.parse(text);

    assertThat(VehiclePlate.check(text).faults()).isEmpty();
    assertThat(plate.province()).isEqualTo(DivisionCode.parse(province));
    assertThat(plate.authority()).isEqualTo(authority);
    assertThat(plate.isNewEnergy()).isEqualTo(newEnergy);
  }

  @Test
  void aWebsiteBelongsToADivisionOrToAMinistry() {
    assertThat(WebsiteId.check("3406000012").faults()).isEmpty();
    assertThat(WebsiteId.parse("3406000012").division()).contains(DivisionCode.parse("340600"));
    assertThat(WebsiteId.check("bm55000001").faults()).isEmpty();
    assertThat(WebsiteId.parse("bm55000001").division()).isEmpty();
    assertThat(WebsiteId.parse("bm55000001").isOfMinistry()).isTrue();
  }

  @Test
  void aPostalCodeTellsItsProvince() {
    assertThat(PostalCode.parse("510030").province()).isEqualTo("51");
  }

  @Test
  void identifiersOfDifferentKindsAreNeverEqual() {
    assertThat((Identifier) PostalCode.parse("510030")).isNotEqualTo(DivisionCode.parse("510030"));
  }

  @Test
  void theExceptionOfParseNamesRulePlaceAndStandard() {
    assertThatExceptionOfType(InvalidCodeException.class)
        .isThrownBy(() -> OrganizationCode.parse("D2143569-X"))
        .withMessage(
            "Organization code: the hyphen belongs to the printed form; write the code without it"
                + " (org-code.hyphen at index 8, GB 11714-1997)")
        .satisfies(
            e -> assertThat(e.fault().message(Locale.CHINESE)).isEqualTo("组织机构代码：连字符只用于印刷，数据中应省略"));
  }
}
