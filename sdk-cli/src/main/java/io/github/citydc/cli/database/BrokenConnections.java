package io.github.citydc.cli.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells a pool which of its connections will never work again. H2 says so by codes of its own,
 * which the pool does not know: it would hand out a broken connection for as long as somebody asks
 * for one often enough. Made by the pool; thread-safe.
 */
public final class BrokenConnections implements SQLExceptionOverride {

  /** Connection broken, database closed, database closed at shutdown, connection closed. */
  private static final Set<Integer> H2_CODES = Set.of(90067, 90098, 90121, 90007);

  /** What the pool calls. */
  public BrokenConnections() {}

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return H2_CODES.contains(failure.getErrorCode())
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
