package example;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.spring.CityHandler;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Service;

/** Benches with JPA. */
@Service
public class Benches {

  private final Rows rows;

  Benches(Rows rows) {
    this.rows = rows;
  }

  /** A bench in the database. */
  @Entity(name = "bench")
  public static class Row {

    @Id String id;

    @Column(nullable = false, length = 20)
    String state;

    protected Row() {}

    Row(String id, String state) {
      this.id = id;
      this.state = state;
    }
  }

  /** The benches. */
  public interface Rows extends JpaRepository<Row, String> {}

  @CityHandler
  void take(Bench bench, MessageContext context) {
    rows.save(new Row(bench.id(), bench.state()));
    Broken.throwIf(bench.state());
  }
}
