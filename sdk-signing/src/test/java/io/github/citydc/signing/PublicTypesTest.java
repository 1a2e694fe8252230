package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.signing.PublicTypes.Walk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the public types of the module say and leave behind when all of them are used. */
@Tag("slow")
class PublicTypesTest {

  @TempDir private static Path folder;
  private static Walk walk;
  private static List<Object> before;
  private static List<Object> after;
  private static String printed;

  @BeforeAll
  static void useEverythingThatIsPublic() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(output, true, UTF_8);
    before = stateOfTheJvm();
    try {
      System.setOut(both);
      System.setErr(both);
      walk = PublicTypes.walk(folder);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    after = stateOfTheJvm();
    printed = output.toString(UTF_8);
  }

  @Test
  void everyTypeThatCanHaveAnInstanceHadOne() throws Exception {
    List<Class<?>> expected =
        PublicTypes.all().stream().filter(PublicTypesTest::hasInstances).toList();

    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(expected).filteredOn(type -> !walk.seen().contains(type)).isEmpty();
  }

  @Test
  void noToStringAndNoExceptionCarriesAKey() {
    assertThat(walk.texts()).hasSizeGreaterThan(300);
    assertThat(walk.texts().stream().flatMap(text -> Secrets.in(text).stream())).isEmpty();
  }

  @Test
  void nothingIsPrintedOrLogged() {
    assertThat(printed).isEmpty();
  }

  @Test
  void theJvmIsAsItWas() {
    assertThat(after).isEqualTo(before);
    assertThat(Security.getProvider("BC")).isNull();
  }

  /** The search must find what it looks for, or the tests above prove nothing. */
  @Test
  void aKeyInATextWouldBeFound() {
    for (String text :
        List.of(
            Secrets.PEM,
            "key " + Secrets.TEXT.substring(7, 20),
            "39:45:20:8F:7B:21:44:B1:3F:36:E3:8A",
            Arrays.toString(Secrets.SCALAR),
            new BigInteger(1, Secrets.SCALAR).toString())) {
      assertThat(Secrets.in("before " + text + " behind")).isNotEmpty();
    }
    assertThat(Secrets.in("no key")).isEmpty();
  }

  private static boolean hasInstances(Class<?> type) {
    boolean factories =
        type.getConstructors().length > 0
            || Arrays.stream(type.getDeclaredMethods())
                .anyMatch(PublicTypesTest::isPublicOfInstances);
    return factories && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
  }

  private static boolean isPublicOfInstances(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
  }

  private static List<Object> stateOfTheJvm() {
    // The platform finds these out when they are first asked for, and notes them as properties.
    List<Object> state = new ArrayList<>(List.of(Locale.getDefault(), TimeZone.getDefault()));
    for (Provider provider : Security.getProviders()) {
      state.add(provider.getName() + System.identityHashCode(provider));
      state.add(provider.entrySet().size());
    }
    for (String property :
        List.of(
            "keystore.type",
            "securerandom.source",
            "jdk.tls.disabledAlgorithms",
            "jdk.certpath.disabledAlgorithms",
            "ssl.KeyManagerFactory.algorithm",
            "ocsp.enable")) {
      state.add(property + "=" + Security.getProperty(property));
    }
    Properties properties = new Properties();
    System.getProperties().forEach(properties::put);
    state.add(properties);
    state.add("uncaught " + Thread.getDefaultUncaughtExceptionHandler());
    state.add("authenticator " + Authenticator.getDefault());
    state.add("cookies " + CookieHandler.getDefault());
    state.add("proxies " + System.identityHashCode(ProxySelector.getDefault()));
    return state;
  }
}
