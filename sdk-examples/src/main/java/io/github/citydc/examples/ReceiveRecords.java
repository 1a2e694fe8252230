package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.bundle.BundleReception;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.TrustStore;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Receives records into a table of one's own, in any servlet container. */
public final class ReceiveRecords {

  private ReceiveRecords() {}

  /** To be called when the application starts, for example by a {@code ServletContextListener}. */
  public static void start(
      ServletContext context,
      SigningKey key,
      TrustStore trust,
      NodeDirectory directory,
      DataSource database) {
    MessageSigner signer = HttpSignatures.signer(key);
    NodeDatabase own = NodeDatabase.of(database, signer.node()); // says which script is missing
    ExchangeReceiver receiver =
        ExchangeReceiver.builder()
            .self(signer.node())
            .signer(signer)
            .verifier(HttpSignatures.verifier(trust, directory))
            .inbox(JdbcInbox.on(own))
            .on(Person.class, (person, message) -> save(person, message.connection()))
            .endpoint(BundleReception.standard()) // what waits at a sender comes in one request
            .build();
    ServletRegistration.Dynamic servlet =
        context.addServlet("exchange", new ExchangeServlet(receiver));
    servlet.addMapping("/cdx/v1/*");
    servlet.setAsyncSupported(true);
  }

  /** In the transaction that stores the message: both are there, or neither is. */
  private static void save(Person person, Connection connection) throws SQLException {
    String sql = "INSERT INTO resident (id_number, name) VALUES (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, person.idNumber());
      insert.setString(2, person.name());
      insert.executeUpdate();
    }
  }
}
