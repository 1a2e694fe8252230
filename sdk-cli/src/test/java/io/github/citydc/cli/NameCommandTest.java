package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameCommandTest {

  private static final String NODE = "440106:11440106007482911C:grid";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int cdx(String... arguments) {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  private JsonNode line(int index) throws IOException {
    return new ObjectMapper().readTree(out.toString().lines().toList().get(index));
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("names"), String.join("\n", lines));
  }

  @Test
  void a_bureau_of_a_district_gets_a_place_on_its_portal() throws IOException {
    assertThat(cdx("name", "suggest", "--division", "440106", "--organ", "广州市天河区教育局")).isZero();

    assertThat(line(0).path("english").asText()).isEqualTo("www.thnet.gov.cn/jyj/");
    assertThat(line(0).path("chinese").asText()).isEqualTo("广州市天河区人民政府.政务/jyj/");
    assertThat(line(0).path("citation").asText()).isEqualTo("国办发〔2017〕47号");
  }

  @Test
  void a_bureau_that_no_list_has_gets_its_initials() throws IOException {
    assertThat(cdx("name", "suggest", "--division", "440100", "--organ", "广州市林业和园林局")).isZero();

    assertThat(line(0).path("english").asText()).isEqualTo("lyhylj.gz.gov.cn");
  }

  @Test
  void without_an_organ_the_government_is_meant() throws IOException {
    assertThat(cdx("name", "suggest", "--division", "440100")).isZero();

    assertThat(line(0).path("english").asText()).isEqualTo("www.gz.gov.cn");
    assertThat(line(0).path("chineseAscii").asText())
        .isEqualTo("xn--gmqx28addpvues12bg4l.xn--zfr164b");
  }

  @Test
  void what_cannot_be_named_is_a_usage_error() {
    assertThat(cdx("name", "suggest", "--division", "440106", "--organ", "x", "--kind", "y"))
        .isEqualTo(2);
    assertThat(cdx("name", "suggest", "--division", "44010")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void names_in_use_get_advice_and_imitations_are_errors() throws IOException {
    Path names = file("# names", "www.gz.gov.cn", "", "jtzl.jtj.gz.gov.cn", "gov.cn.example.com");

    assertThat(cdx("name", "lint", names.toString())).isEqualTo(1);

    assertThat(out.toString().lines()).hasSize(3);
    assertThat(line(0).path("valid").asBoolean()).isTrue();
    assertThat(line(0).path("findings")).isEmpty();
    assertThat(line(0).path("kind").asText()).isEqualTo("prefectural-portal");
    assertThat(line(1).path("valid").asBoolean()).isTrue();
    assertThat(line(1).path("findings").path(0).path("suggestion").asText())
        .isEqualTo("jtj.gz.gov.cn/jtzl/");
    assertThat(line(2).path("valid").asBoolean()).isFalse();
    assertThat(line(2).path("code").asText()).isEqualTo("suffix-imitation");
    assertThat(err.toString()).contains("1 with errors, 1 with advice");
  }

  @Test
  void messages_come_in_two_languages() throws IOException {
    String names = file("gz.gov.cn").toString();

    assertThat(cdx("name", "lint", "--lang", "zh", names)).isZero();
    assertThat(cdx("name", "lint", names)).isZero();

    assertThat(line(0).path("findings").path(0).path("message").asText()).startsWith("政府或部门");
    assertThat(line(1).path("findings").path(0).path("message").asText()).startsWith("The portal");
  }

  @Test
  void a_proposed_name_is_judged_by_its_owner() throws IOException {
    String names = file("jyj.thnet.gov.cn").toString();
    String organ = "广州市天河区教育局";

    assertThat(cdx("name", "lint", names, "--division", "440106", "--organ", organ)).isZero();
    assertThat(cdx("name", "lint", names, "--division", "440106", "--organ", organ, "--proposed"))
        .isEqualTo(1);
    assertThat(line(1).path("findings").path(0).path("rule").asText())
        .isEqualTo("no-site-of-its-own");
    assertThat(cdx("name", "lint", names, "--proposed")).isEqualTo(2);
  }

  @Test
  void a_node_has_a_host_by_the_plan() throws IOException {
    assertThat(cdx("resolve", NODE)).isZero();

    assertThat(line(0).path("planned").asText())
        .isEqualTo("https://grid.11440106007482911c.dc.thnet.gov.cn/cdx/v1");
    assertThat(cdx("resolve", "110101:11440106007482911C:grid")).isEqualTo(1);
    assertThat(cdx("resolve", "x")).isEqualTo(2);
  }

  @Test
  void a_file_says_where_a_node_is() throws IOException {
    String nodes =
        file("{\"nodes\":[{\"node\":\"" + NODE + "\",\"baseUrl\":\"http://10.1.2.3/cdx/v1\"}]}")
            .toString();

    assertThat(cdx("resolve", "--directory", nodes, NODE)).isZero();
    assertThat(line(0).path("baseUrl").asText()).isEqualTo("http://10.1.2.3/cdx/v1");
    assertThat(cdx("resolve", "--directory", nodes, NODE + "2")).isEqualTo(1);
    assertThat(line(1).path("outcome").asText()).isEqualTo("not-found");
  }
}
