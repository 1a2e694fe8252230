package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CityAutoConfigurationTest {

  @TempDir static Path folder;
  private static TestCity city;
  private static TestCity encrypted;

  private final ApplicationContextRunner empty =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CityAutoConfiguration.class));
  private final ApplicationContextRunner node =
      empty.withPropertyValues(
          "citydc.keys=" + city.keys(), "citydc.directory.file=" + city.directory());

  @BeforeAll
  static void found() throws IOException {
    city = TestCity.in(folder.resolve("city"), Passphrase.none());
    encrypted =
        TestCity.in(folder.resolve("encrypted"), Passphrase.of("correct horse".toCharArray()));
    Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Files.writeString(folder.resolve("wrong"), "battery staple\n");
    Files.writeString(folder.resolve("not.json"), "nodes");
    Files.createDirectory(folder.resolve("nothing"));
  }

  @Test
  void is_the_node_of_its_certificate() {
    node.run(
        context ->
            assertThat(context.getBean(ExchangeClient.class).self()).isEqualTo(TestCity.SELF));
    node.withPropertyValues("citydc.node=" + TestCity.SELF)
        .run(context -> assertThat(context).hasSingleBean(ExchangeClient.class));
  }

  @Test
  void is_no_node_if_it_is_not_to_be_one() {
    empty
        .withPropertyValues("citydc.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(ExchangeClient.class)
                    .doesNotHaveBean(SigningKey.class));
  }

  @Test
  void without_keys_says_what_to_set() {
    FailureAnalysis analysis = analysis(empty);

    assertThat(analysis.getDescription()).contains("citydc.keys", "is not set", "SigningKey");
    assertThat(analysis.getAction()).contains("cdx keygen", "citydc.enabled=false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          citydc.keys=FOLDER/nowhere            | citydc.keys                  | there is no folder
          citydc.keys=FOLDER/nothing            | citydc.keys                  | there is no file
          citydc.node=hub                       | citydc.node                  | is no node id
          citydc.node=440100:114401000074821105:hub | citydc.node              | the certificate is that of 440106
          citydc.trust=FOLDER/nothing.pem       | citydc.trust                 | there is no file
          citydc.trust=FOLDER/not.json          | citydc.trust                 | cannot be read
          citydc.directory.file=FOLDER/none     | citydc.directory.file        | there is no file
          citydc.directory.file=FOLDER/not.json | citydc.directory.file        | cannot be read
          citydc.directory.url=https://h/d      | citydc.directory.hub         | is not set
          citydc.directory.hub=440100:114401000074821105:hub | citydc.directory.url | is not set
          citydc.directory.hub=hub,citydc.directory.url=https://h/d | citydc.directory.hub | is no node id
          citydc.directory.hub=440100:114401000074821105:hub,citydc.directory.url=h | citydc.directory.url | is no http address
          citydc.directory.hub=440100:114401000074821105:hub,citydc.directory.url=https://h/d,citydc.directory.memory=FOLDER/a/b | citydc.directory.memory | there is no folder
          citydc.client.max-attempts=0          | citydc.client.max-attempts   | is 0
          citydc.client.circuit-failures=0      | citydc.client.circuit-failures | is 0
          citydc.client.circuit-pause=0s        | citydc.client.circuit-pause  | is PT0S
          """)
  void a_wrong_property_is_named_with_its_problem(
      String properties, String property, String problem) {
    FailureAnalysis analysis =
        analysis(
            node.withPropertyValues(properties.replace("FOLDER", folder.toString()).split(",")));

    assertThat(analysis.getDescription()).contains("Property " + property + ":", problem);
    assertThat(analysis.getAction()).isNotEmpty();
  }

  @Test
  void opens_encrypted_keys_with_the_passphrase_or_its_file() {
    ApplicationContextRunner locked =
        empty.withPropertyValues(
            "citydc.keys=" + encrypted.keys(), "citydc.directory.file=" + encrypted.directory());

    locked
        .withPropertyValues("citydc.passphrase=correct horse")
        .run(context -> assertThat(context).hasSingleBean(ExchangeClient.class));
    locked
        .withPropertyValues("citydc.passphrase-file=" + folder.resolve("passphrase"))
        .run(context -> assertThat(context).hasSingleBean(ExchangeClient.class));
    assertThat(analysis(locked).getDescription()).contains("citydc.keys");
    assertThat(
            analysis(locked.withPropertyValues("citydc.passphrase-file=" + folder.resolve("wrong")))
                .getDescription())
        .contains("citydc.keys")
        .doesNotContain("battery");
    assertThat(
            analysis(locked.withPropertyValues("citydc.passphrase-file=" + folder.resolve("none")))
                .getDescription())
        .contains("citydc.passphrase-file");
  }

  @Test
  void without_a_directory_says_what_to_set() {
    FailureAnalysis analysis = analysis(empty.withPropertyValues("citydc.keys=" + city.keys()));

    assertThat(analysis.getDescription()).contains("citydc.directory.file");
    assertThat(analysis.getAction()).contains("citydc.directory.hub", "NodeDirectory");
  }

  @Test
  void asks_the_hub_where_the_file_does_not_know() {
    node.withPropertyValues(
            "citydc.directory.hub=" + TestCity.HUB,
            "citydc.directory.url=http://127.0.0.1:1/cdx/v1/directory",
            "citydc.directory.memory=" + folder.resolve("memory"),
            "citydc.directory.refresh=1m")
        .run(
            context -> {
              NodeDirectory directory = context.getBean(NodeDirectory.class);
              assertThat(directory.find(TestCity.SELF)).isPresent();
              assertThatThrownBy(() -> directory.find(TestCity.HUB))
                  .hasMessageContaining("not received");
            });
  }

  @Test
  void beans_of_the_application_take_the_place_of_properties() {
    SandboxCity other = SandboxCity.found("Another Root");
    empty
        .withBean(SigningKey.class, () -> other.key(TestCity.HUB))
        .withBean(TrustStore.class, other::trust)
        .withBean(NodeDirectory.class, other::directory)
        .run(
            context -> {
              assertThat(context.getBean(ExchangeClient.class).self()).isEqualTo(TestCity.HUB);
              assertThat(context).doesNotHaveBean(NodeKeys.class);
            });
  }

  @Test
  void the_client_can_be_customized_in_code() {
    node.withBean(ExchangeClientCustomizer.class, () -> client -> client.withoutLocalValidation())
        .run(context -> assertThat(context.getBean(ExchangeClient.class).rules()).isEmpty());
  }

  @Test
  void shows_no_passphrase() {
    node.withPropertyValues("citydc.passphrase=correct horse")
        .run(
            context ->
                assertThat(context.getBean(CityProperties.class).toString())
                    .contains("keys=")
                    .doesNotContain("correct"));
  }

  @Test
  void keeps_to_sm_algorithms_if_told_to() {
    node.withPropertyValues("citydc.sm-only=true", "citydc.client.allow-plain-http=true")
        .run(
            context ->
                assertThat(context.getBean(ExchangeClient.class).profile().name())
                    .isEqualTo("SM_ONLY"));
  }

  private static FailureAnalysis analysis(ApplicationContextRunner runner) {
    FailureAnalysis[] analysis = new FailureAnalysis[1];
    runner.run(
        context -> {
          assertThat(context).hasFailed();
          analysis[0] = new CityFailureAnalyzer().analyze(context.getStartupFailure());
        });
    assertThat(analysis[0]).isNotNull();
    return analysis[0];
  }
}
