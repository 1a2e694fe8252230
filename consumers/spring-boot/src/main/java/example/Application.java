package example;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.TrustStore;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a table of its own, that takes persons in as well. */
@SpringBootApplication
@RestController
public class Application {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

  private final JdbcTemplate database;

  Application(JdbcTemplate database) {
    this.database = database;
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @GetMapping("/invoices")
  long invoices() {
    return database.queryForObject("SELECT COUNT(*) FROM invoice", Long.class);
  }

  @Bean
  @DependsOnDatabaseInitialization
  static JdbcInbox inbox(DataSource dataSource) {
    if (ClassUtils.isPresent("org.flywaydb.core.Flyway", null)) {
      JdbcSchema.migrate(dataSource);
    } else {
      JdbcSchema.create(dataSource);
    }
    return JdbcInbox.on(NodeDatabase.of(dataSource, HUB));
  }

  @Bean
  static ServletRegistrationBean<ExchangeServlet> exchange(
      SigningKey key, TrustStore trust, NodeDirectory directory, JdbcInbox inbox) {
    ExchangeReceiver receiver =
        ExchangeReceiver.builder()
            .self(HUB)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(trust, directory))
            .inbox(inbox)
            .on(Person.class, (person, context) -> {})
            .build();
    return new ServletRegistrationBean<>(new ExchangeServlet(receiver), "/cdx/v1/*");
  }
}
