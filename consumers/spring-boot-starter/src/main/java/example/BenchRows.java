package example;

import org.springframework.data.jpa.repository.JpaRepository;

/** The benches in the database. */
public interface BenchRows extends JpaRepository<BenchRow, String> {}
