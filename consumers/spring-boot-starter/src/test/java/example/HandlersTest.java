package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.bundle.SentMessage;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Handlers with JdbcTemplate, JPA and MyBatis, in an application that has all three. */
@CityTest
class HandlersTest {

  private static final NodeId SELF = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:neighbour");
  private static final String TOO_LONG = "longer than the column is";

  @Autowired private SandboxCity city;
  @Autowired private JdbcTemplate database;
  private ExchangeClient neighbour;

  /** What writes to which table. */
  enum Kind {
    JDBC("lamp", Lamp::of),
    JPA("bench", Bench::of),
    MYBATIS("tree", Tree::of);

    private final String table;
    private final BiFunction<String, String, Payload> payload;

    Kind(String table, BiFunction<String, String, Payload> payload) {
      this.table = table;
      this.payload = payload;
    }
  }

  @BeforeEach
  void empty() {
    neighbour = city.client(NEIGHBOUR).maxAttempts(1).build();
    for (String table : List.of("lamp", "bench", "tree", "cdx_inbox")) {
      database.update("DELETE FROM " + table);
    }
  }

  @AfterEach
  void close() {
    neighbour.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_handler_that_throws_leaves_nothing(Kind kind) {
    assertThatThrownBy(() -> neighbour.send(SELF, kind.payload.apply("1", "broken")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("internal");
    assertThat(rows(kind.table)).isZero();
    assertThat(rows("cdx_inbox")).isZero();

    neighbour.send(SELF, kind.payload.apply("1", "whole"));
    assertThat(rows(kind.table)).isEqualTo(1);
    assertThat(rows("cdx_inbox")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_database_refuses_leaves_nothing(Kind kind) {
    assertThatThrownBy(() -> neighbour.send(SELF, kind.payload.apply("1", TOO_LONG)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("internal");
    assertThat(rows(kind.table)).isZero();
    assertThat(rows("cdx_inbox")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void of_a_bundle_those_that_throw_leave_nothing_and_the_others_are_there(Kind kind) {
    List<PreparedMessage> messages = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String state = i % 4 == 1 ? "broken" : i % 4 == 2 ? TOO_LONG : "whole";
      messages.add(neighbour.prepare(SELF, Operation.UPSERT, kind.payload.apply("b" + i, state)));
    }

    List<SentMessage> sent = BundleSender.through(neighbour).send(SELF, messages);

    assertThat(sent.stream().filter(message -> message.receipt().isPresent())).hasSize(6);
    assertThat(rows(kind.table)).isEqualTo(6);
    assertThat(rows("cdx_inbox")).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void sixty_at_once_all_arrive_with_ten_connections(Kind kind) {
    CompletableFuture.allOf(
            IntStream.range(0, 60)
                .mapToObj(i -> neighbour.sendAsync(SELF, kind.payload.apply("p" + i, "whole")))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(rows(kind.table)).isEqualTo(60);
    assertThat(rows("cdx_inbox")).isEqualTo(60);
  }

  private long rows(String table) {
    return database.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
  }
}
