package io.github.citydc.naming.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.uuid.UUIDType;
import com.fasterxml.uuid.impl.UUIDUtil;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.naming.node.NodeId;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {

  private static final String URN = "urn:cdx:resource:11440106007482911C:307019001/15";

  @Test
  void aResourceIsNamedByItsProviderAndCode() {
    ResourceName name = ResourceName.parseUrn(URN);

    assertThat(name.provider().value()).isEqualTo("11440106007482911C");
    assertThat(name.code().value()).isEqualTo("307019001/15");
    assertThat(name.toUrn()).isEqualTo(URN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "urn:cdx:node:440106:11440106007482911C:grid",
        "urn:cdx:resource:11440106007482911C",
        "urn:cdx:resource:11440106007482911D:307019001/15",
        "urn:cdx:resource:11440106007482911C:907019001/15",
        "urn:cdx:resource:11440106007482911C:307019001/15:1",
      })
  void anythingElseIsRefused(String urn) {
    assertThatIllegalArgumentException().isThrownBy(() -> ResourceName.parseUrn(urn));
  }

  @Test
  void theOidIsTheUuidOfTheUrn() {
    String oid = ResourceName.parseUrn(URN).toOid();
    byte[] bytes = new BigInteger(oid.substring("2.25.".length())).toByteArray();
    byte[] sixteen = bytes.length > 16 ? Arrays.copyOfRange(bytes, 1, 17) : bytes;
    UUID uuid = UUIDUtil.uuid(Arrays.copyOf(sixteen, 16));

    assertThat(oid).matches("2\\.25\\.[1-9]\\d+");
    assertThat(UUIDUtil.typeOf(uuid)).isEqualTo(UUIDType.NAME_BASED_SHA1);
    assertThat(NodeId.parse("440106:11440106007482911C:grid").toOid()).isNotEqualTo(oid);
  }

  @Test
  void theOidIsTheOneOfOtherImplementations() {
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, "urn:cdx:node:440106:11440106007482911C:grid").int
    assertThat(NodeId.parse("440106:11440106007482911C:grid").toOid())
        .isEqualTo("2.25.289875306648372273273392529629052158451");
  }

  @ParameterizedTest
  @CsvSource({
    "29000/03600017, PROVINCE, 440000",
    "29001/1, PROVINCE, 440000",
    "29A00/1, PREFECTURE, 440000",
    "29AQ1/1, PREFECTURE, 440000",
    "29A1Z/1, COUNTY, 440000",
    "11000/1, PROVINCE,",
  })
  void theIdentifierOfTheCatalogTellsALevel(String text, DivisionLevel level, String province) {
    ResourceIdentifier identifier = ResourceIdentifier.parse(text);

    assertThat(identifier).hasToString(text);
    assertThat(identifier.level()).isEqualTo(level);
    assertThat(identifier.province())
        .isEqualTo(Optional.ofNullable(province).map(DivisionCode::parse));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "29000", "2900/1", "290000/1", "29a00/1", "29000/", "29000/a b"})
  void whatIsNoIdentifierIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ResourceIdentifier.parse(text));
  }
}
