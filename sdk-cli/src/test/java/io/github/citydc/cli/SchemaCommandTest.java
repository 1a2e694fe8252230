package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SchemaCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void without_a_type_it_lists_the_30_types() {
    assertThat(run("schema")).isZero();
    assertThat(out.toString().lines())
        .hasSize(30)
        .contains("{\"type\":\"space.grid/1\",\"title\":\"单元网格 · unit grid\"}");
  }

  @Test
  void a_type_prints_its_schema_with_or_without_the_major_version() {
    assertThat(run("schema", "population.person")).isZero();
    String schema = out.toString();
    assertThat(schema).contains("\"$id\": \"urn:cdx:schema:population.person/1\"");

    out.getBuffer().setLength(0);
    assertThat(run("schema", "population.person/1")).isZero();
    assertThat(out).hasToString(schema);
  }

  @Test
  void examples_and_the_openapi_description_come_on_demand() {
    assertThat(run("schema", "--example", "space.grid")).isZero();
    assertThat(out.toString()).contains("\"gridCode\": \"440106001004012\"");
    assertThat(run("schema", "--spoiled", "space.grid")).isZero();
    assertThat(out.toString()).contains("\"code\":\"grid-code.character\"");
    assertThat(run("schema", "--openapi")).isZero();
    assertThat(out.toString()).contains("\"openapi\": \"3.1.0\"");
  }

  @Test
  void an_unknown_type_is_a_usage_error() {
    assertThat(run("schema", "population.ghost")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no payload type population.ghost");
    assertThat(run("schema", "person")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
