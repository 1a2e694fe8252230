package example;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.spring.CityHandler;
import org.springframework.stereotype.Service;

/** Benches with JPA. */
@Service
public class Benches {

  private final BenchRows rows;

  Benches(BenchRows rows) {
    this.rows = rows;
  }

  @CityHandler
  void take(Bench bench, MessageContext context) {
    rows.save(new BenchRow(bench.id(), bench.state()));
    Broken.throwIf(bench.state());
  }
}
