package io.github.citydc.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.LimitsBuilder;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.batch.upload.UploadOptionsBuilder;
import io.github.citydc.exchange.file.FileOptionsBuilder;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import io.github.citydc.naming.node.HubDirectory;
import io.github.citydc.signing.http.HttpVerifierBuilder;
import io.github.citydc.signing.trust.RevocationCheckBuilder;
import io.github.citydc.validation.PayloadValidator;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configuration reference names every setting of every builder, with the default of the code.
 */
class ConfigurationPageTest {

  private static final String ENGLISH = "docs/configuration.md";
  private static final String CHINESE = "docs/zh-CN/configuration.md";
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[,.]\\d+)*");

  /** What a builder has besides settings. */
  private static final Set<String> ENDS = Set.of("build", "start", "builder", "from", "stream");

  static Stream<Map.Entry<String, Class<?>>> builders() {
    Map<String, Class<?>> builders = new LinkedHashMap<>();
    builders.put("ExchangeClient.builder()", ExchangeClientBuilder.class);
    builders.put("ExchangeReceiver.builder()", ExchangeReceiverBuilder.class);
    builders.put("Limits.builder()", LimitsBuilder.class);
    builders.put("OutboxDispatcher.builder(client, outbox)", OutboxDispatcherBuilder.class);
    builders.put("UploadOptions.builder()", UploadOptionsBuilder.class);
    builders.put("FileOptions.builder()", FileOptionsBuilder.class);
    builders.put("BatchReception.builder(store, content)", BatchReception.Builder.class);
    builders.put("FileReception.builder(index, store)", FileReception.Builder.class);
    builders.put("HttpSignatures.verifierBuilder(trust, directory)", HttpVerifierBuilder.class);
    builders.put("RevocationCheck.builder(policy)", RevocationCheckBuilder.class);
    builders.put("PayloadValidator.builder()", PayloadValidator.Builder.class);
    builders.put("HubDirectory.builder(hub, url, signature)", HubDirectory.Builder.class);
    return builders.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("builders")
  void a_section_names_the_settings_of_its_builder(Map.Entry<String, Class<?>> builder)
      throws IOException {
    Set<String> settings = new TreeSet<>();
    for (Method method : builder.getValue().getMethods()) {
      boolean ofBuilder = method.getReturnType().equals(builder.getValue());
      if (ofBuilder
          && !Modifier.isStatic(method.getModifiers())
          && !ENDS.contains(method.getName())) {
        settings.add(method.getName());
      }
    }

    assertThat(SettingTables.of(ENGLISH).getOrDefault(builder.getKey(), Map.of()).keySet())
        .isEqualTo(settings);
  }

  @Test
  void every_section_with_a_table_is_compared() throws IOException {
    assertThat(SettingTables.of(ENGLISH).keySet())
        .containsExactlyInAnyOrderElementsOf(builders().map(Map.Entry::getKey).toList());
  }

  @Test
  void the_defaults_are_those_of_the_code(@TempDir Path folder) throws Exception {
    StatedDefaults defaults = StatedDefaults.of(SettingTables.of(ENGLISH), folder);

    assertThat(defaults.compared()).isGreaterThan(40);
    assertThat(defaults.wrong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void both_pages_name_the_time_that_accepted_items_are_remembered(String page) throws IOException {
    assertThat(AcceptedItems.SHORTEST_MEMORY).isEqualTo(Duration.ofDays(30));
    assertThat(Files.readString(Guides.ROOT.resolve(page)))
        .containsPattern("`JdbcBatchStore.remembering`\\S*\\s?30 ?(days|天)");
  }

  @Test
  void both_languages_have_the_same_settings_and_numbers() throws IOException {
    Map<String, Map<String, String>> english = SettingTables.of(ENGLISH);
    Map<String, Map<String, String>> chinese = SettingTables.of(CHINESE);

    assertThat(numbers(chinese)).isEqualTo(numbers(english));
  }

  private static Map<String, List<String>> numbers(Map<String, Map<String, String>> page) {
    Map<String, List<String>> all = new TreeMap<>();
    page.forEach(
        (section, rows) ->
            rows.forEach(
                (setting, value) ->
                    all.put(
                        section + " " + setting,
                        NUMBER.matcher(value).results().map(MatchResult::group).toList())));
    return all;
  }
}
