package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a receiver refuses is said in Chinese, too. */
class DetailTextsTest {

  private static final Pattern THROWN =
      Pattern.compile(
          "new RefusedException\\(\\s*ProblemCode\\.[A-Z_]+,\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;])*?)\\)\\s*[;)]");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "This node takes population.person/1 only encrypted | 本节点只接收加密的 population.person/1",
        "/sentAt: must be an RFC 3339 time with offset | /sentAt：应为带时差的 RFC 3339 时间",
        "The parameter limit: must be a whole number from 1 to 1000 | 参数 limit：应为 1 至 1000 的整数",
        "2 part(s) have not arrived; send them first | 有 2 个分片尚未到达，请先发送",
        "alg is not sm2-sm3, the algorithm of the key | alg 应为密钥的算法 sm2-sm3"
      })
  void a_sentence_keeps_what_it_names(String english, String chinese) {
    assertThat(DetailTexts.chinese(english)).contains(chinese);
  }

  @Test
  void what_is_not_known_has_the_title_of_its_code() {
    assertThat(DetailTexts.chinese("Something else")).isEmpty();
    assertThat(Problem.of(ProblemCode.INTERNAL, "Something else").detailZh()).isEqualTo("内部错误");
  }

  @Test
  void every_refusal_of_a_receiver_has_a_sentence() throws IOException {
    List<String> unknown = new ArrayList<>();
    int found = 0;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/citydc/exchange"))) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.toString().contains("upload"))
              .toList()) {
        Matcher thrown = THROWN.matcher(Files.readString(file));
        while (thrown.find()) {
          String sentence = sample(thrown.group(1));
          found++;
          if (!sentence.isEmpty() && DetailTexts.chinese(sentence).isEmpty()) {
            unknown.add(file.getFileName() + ": " + sentence);
          }
        }
      }
    }

    assertThat(found).isGreaterThan(30);
    assertThat(unknown).isEmpty();
  }

  /** The texts of an expression, with x for what stands between them. */
  private static String sample(String expression) {
    StringBuilder sample = new StringBuilder();
    Matcher text = TEXT.matcher(expression);
    int end = 0;
    while (text.find()) {
      String between = expression.substring(end, text.start()).replaceAll("[\\s+]", "");
      sample.append(between.isEmpty() ? "" : "x").append(text.group(1));
      end = text.end();
    }
    String rest = expression.substring(end).replaceAll("[\\s+]", "");
    return sample.append(rest.isEmpty() || rest.startsWith(",") ? "" : "x").toString();
  }
}
