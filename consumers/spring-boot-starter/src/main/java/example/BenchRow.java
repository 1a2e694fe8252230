package example;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A bench in the database. */
@Entity(name = "bench")
public class BenchRow {

  @Id String id;

  @Column(nullable = false, length = 20)
  String state;

  protected BenchRow() {}

  BenchRow(String id, String state) {
    this.id = id;
    this.state = state;
  }
}
