package io.github.citydc.exchange.batch.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.organization.LegalEntity;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.service.ServiceItem;
import io.github.citydc.model.space.Building;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as they come out of offices and databases: read, or refused before anything is sent. */
class CsvSourceTest {

  private static final String HEADER =
      "idDocumentType,idNumber,name,sex,birthDate,residenceAddress.division,residenceAddress.text\n";
  private static final String ROW = "111,440106198001010019,张三,1,1980-01-01,440106001,五山路1号\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
  void the_encoding_is_recognised(String name) throws IOException {
    Path file = file(HEADER + ROW, Charset.forName(name));

    assertThat(CsvCharset.of(file))
        .isEqualTo(name.equals("UTF-8") ? StandardCharsets.UTF_8 : CsvCharset.GB_18030);
    assertThat(read(Person.class, file)).extracting(Person::name).containsExactly("张三");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void a_byte_order_mark_says_what_it_is_and_is_no_part_of_the_header(String name)
      throws IOException {
    Path file = file("\uFEFF" + HEADER + ROW, Charset.forName(name));

    assertThat(CsvCharset.of(file)).isEqualTo(Charset.forName(name));
    assertThat(read(Person.class, file)).extracting(Person::name).containsExactly("张三");
  }

  @Test
  void an_encoding_can_be_named_and_must_fit() throws IOException {
    Path file = file(HEADER + ROW, StandardCharsets.UTF_16LE);

    assertThat(all(RecordSource.csv(Person.class, file, StandardCharsets.UTF_16LE))).hasSize(1);
    assertThatThrownBy(
            () ->
                RecordSource.csv(
                    Person.class, file(HEADER + ROW, CsvCharset.GB_18030), StandardCharsets.UTF_8))
        .isInstanceOf(CsvFormatException.class)
        .hasMessage("the text is not UTF-8 (byte " + (HEADER.length() + 23) + ")");
  }

  @Test
  void what_is_in_no_encoding_is_refused_with_the_offset_of_the_byte() throws IOException {
    byte[] bytes = (HEADER + "111").getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(folder.resolve("broken.csv"), bytes);
    Files.write(file, new byte[] {(byte) 0xFF, ','}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageContaining("neither UTF-8 (byte " + bytes.length + ")")
        .hasMessageContaining("GB 18030 (byte " + bytes.length + ")");
  }

  @Test
  void utf_16_without_a_mark_is_refused_and_not_taken_for_something_else() throws IOException {
    Path file = file("name\nx\n", StandardCharsets.UTF_16BE);

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageContaining("UTF-16");
  }

  @Test
  void a_foreign_byte_far_inside_is_found_at_its_place() throws IOException {
    byte[] bytes = (HEADER + ROW.repeat(3000)).getBytes(StandardCharsets.UTF_8);
    int place = 150_001;
    while ((bytes[place] & 0x80) != 0) {
      place++;
    }
    bytes[place] = (byte) 0xFF;
    Path file = Files.write(folder.resolve("large.csv"), bytes);

    assertThatThrownBy(() -> CsvCharset.require(file, StandardCharsets.UTF_8))
        .hasMessageContaining("(byte " + place + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void fields_are_divided_by_commas_semicolons_or_tabs(String delimiter) throws IOException {
    Path file = file((HEADER + ROW).replace(",", delimiter), StandardCharsets.UTF_8);

    assertThat(read(Person.class, file))
        .extracting(person -> person.residenceAddress().text())
        .containsExactly("五山路1号");
  }

  @Test
  void chinese_titles_are_as_good_as_names() throws IOException {
    List<String> titles = new ArrayList<>();
    for (String name : HEADER.strip().split(",", -1)) {
      titles.add(title(name));
    }
    assertThat(titles).contains("姓名", "性别");
    Path file = file(String.join(",", titles) + "\n" + ROW, StandardCharsets.UTF_8);

    assertThat(read(Person.class, file))
        .isEqualTo(read(Person.class, file(HEADER + ROW, StandardCharsets.UTF_8)));
  }

  /** As the schema says it: a nested member by the titles on the way. */
  private static String title(String name) {
    CsvColumns columns = CsvColumns.of(Person.class);
    return columns.names().stream()
        .filter(other -> other.codePoints().anyMatch(c -> c > 0x2FFF))
        .filter(other -> columns.find(other).size() == 1)
        .filter(other -> columns.find(other).iterator().next().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_title_that_two_members_have_is_refused_with_both() throws IOException {
    String title =
        CsvColumns.of(Person.class).names().stream()
            .filter(name -> CsvColumns.of(Person.class).find(name).size() > 1)
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file(title + "\n1\n")))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageStartingWith("line 1, column 1: \"" + title + "\" can be ")
        .hasMessageContaining(" or ");
  }

  @Test
  void the_title_of_a_member_of_the_record_itself_stands_for_that_one() throws IOException {
    Path file =
        file("统一社会信用代码,名称,登记机关.统一社会信用代码,登记机关.机构名称\n91440106MA5CBM3Y45,甲,11440106007482911C,乙\n");

    assertThat(read(LegalEntity.class, file))
        .extracting(LegalEntity::creditCode, entity -> entity.registrationAuthority().creditCode())
        .containsExactly(tuple("91440106MA5CBM3Y45", Optional.of("11440106007482911C")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,maritalStatsu | line 1, column 2: there is no member \"maritalStatsu\"; is it maritalStatus?",
        "name,residenceAdress.text | line 1, column 2: there is no member \"residenceAdress.text\"; is it residenceAddress.text?",
        "name,行 | line 1, column 2: there is no member \"行\"",
        "'证件类型，证件号码，姓名' | line 1, column 1: there is no member \"证件类型，证件号码，姓名\"; between columns stand commas, semicolons or tabs",
        "name,,sex | line 1, column 2: the column has no name",
        "name,sex,name | line 1, column 3: name stands in column 1 already",
        "residenceAddress | line 1, column 1: there is no member \"residenceAddress\"; is it"
      })
  void a_column_that_is_none_is_refused_with_the_one_it_may_be(String header, String message)
      throws IOException {
    Path file = file(header + "\n", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_column_of_a_list_is_refused() throws IOException {
    Path file = file("name,legalBasis\n", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordSource.csv(ServiceItem.class, file))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageContaining("legalBasis is a list");
  }

  @Test
  void a_vendors_column_is_kept() throws IOException {
    Path file =
        file(HEADER.strip() + ",x-grid-worker\n" + ROW.strip() + ",A17\n", StandardCharsets.UTF_8);

    assertThat(read(Person.class, file).get(0).extensions().find("x-grid-worker").orElseThrow())
        .hasToString("\"A17\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "too many | 112,x,y,1,1980-01-01,440106001,z,surplus | 502 | 8 | the row has 8 fields, the header 7",
        "too few  | 112,x,y | 502 | 4 | the row ends before sex: it has 3 of the 7 fields of the header",
      })
  void a_row_with_other_fields_than_the_header_is_refused_before_the_first_record(
      String name, String row, long line, int column, String message) throws IOException {
    Path file = file(HEADER + ROW.repeat(500) + row + "\n", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file))
        .as(name)
        .hasMessage("line " + line + ", column " + column + ": " + message)
        .asInstanceOf(type(CsvFormatException.class))
        .satisfies(
            e -> {
              assertThat(e.line()).isEqualTo(line);
              assertThat(e.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`name,sex\n张三,1\n\"李\n四,2\n` | line 3, column 1: the quote is not closed",
        "`name,sex\n张\"三\",1\n` | line 2, column 1: a quote stands inside a field",
        "`name,sex\n\"张三\"号,1\n` | line 2, column 1: something stands behind the closing quote",
        "`\n\n` | line 1: the file is empty"
      })
  void broken_quotes_are_refused_where_they_are(String text, String message) throws IOException {
    Path file = file(text, StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecordSource.csv(Person.class, file))
        .isInstanceOf(CsvFormatException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void quotes_line_ends_and_empty_rows_are_those_of_rfc_4180() throws IOException {
    Path file =
        file("name,sex\r\n\"李,\"\"四\"\"\n五\",1\r\n,\r\n\r\n\"\",2\r王六,1", StandardCharsets.UTF_8);

    assertThat(read(Person.class, file))
        .extracting(person -> Optional.ofNullable(person.name()), Person::sex)
        .containsExactly(
            tuple(Optional.of("李,\"四\"\n五"), "1"),
            tuple(Optional.empty(), "2"),
            tuple(Optional.of("王六"), "1"));
  }

  @Test
  void numbers_are_read_with_their_digits() throws IOException {
    Path file =
        file("buildingId,floorsAbove,floorArea\nB-1, 9 ,5420.50\nB-2,,\n", StandardCharsets.UTF_8);

    List<Building> buildings = read(Building.class, file);

    assertThat(buildings.get(0).floorsAbove()).contains(9);
    assertThat(buildings.get(0).floorArea().orElseThrow()).hasToString("5420.50");
    assertThat(buildings.get(1).floorsAbove()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"九", "1e3", "9层", "1.5", "0x9"})
  void what_is_no_number_is_that_records_fault(String floors) throws IOException {
    Path file = file("buildingId,floorsAbove\nB-1," + floors + "\nB-2,3\n", StandardCharsets.UTF_8);

    try (RecordSource<Building> source = RecordSource.csv(Building.class, file)) {
      assertThatThrownBy(source::next)
          .asInstanceOf(type(InvalidPayloadException.class))
          .satisfies(
              e ->
                  assertThat(e.report().errors())
                      .extracting(violation -> violation.pointer())
                      .containsExactly("/floorsAbove"));
      assertThat(source.next().orElseThrow().floorsAbove()).contains(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "是,true", "1,true", "FALSE,false", "否,false", "0,false"})
  void truth_values_are_read(String field, boolean open) throws IOException {
    Path file = file("name,openness.open\n目录," + field + "\n", StandardCharsets.UTF_8);

    assertThat(read(CatalogEntry.class, file).get(0).openness().open()).isEqualTo(open);
  }

  private Path file(String text) throws IOException {
    return file(text, StandardCharsets.UTF_8);
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("table.csv"), text.getBytes(charset));
  }

  private static <P extends Payload> List<P> read(Class<P> type, Path file) throws IOException {
    return all(RecordSource.csv(type, file));
  }

  private static <P extends Payload> List<P> all(RecordSource<P> source) throws IOException {
    List<P> records = new ArrayList<>();
    try (source) {
      for (Optional<P> next = source.next(); next.isPresent(); next = source.next()) {
        records.add(next.get());
      }
    }
    return records;
  }
}
