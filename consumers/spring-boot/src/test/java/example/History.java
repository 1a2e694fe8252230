package example;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * What the application's own Flyway did last year; by reflection, since only one profile has it.
 */
final class History {

  private History() {}

  static void firstMigration(String url) throws Exception {
    Object configuration =
        Class.forName("org.flywaydb.core.Flyway").getMethod("configure").invoke(null);
    call(configuration, "dataSource", url, "sa", "");
    call(configuration, "target", "1");
    Object flyway = configuration.getClass().getMethod("load").invoke(configuration);
    flyway.getClass().getMethod("migrate").invoke(flyway);
  }

  private static void call(Object target, String name, Object... arguments) throws Exception {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    Method method = target.getClass().getMethod(name, types);
    method.invoke(target, arguments);
  }
}
