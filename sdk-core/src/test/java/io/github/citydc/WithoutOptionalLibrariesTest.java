package io.github.citydc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.dns.DnsDirectory;
import io.github.citydc.naming.domain.Pinyin;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.plan.NamingPlan;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that has only what the SDK needs, and calls for more. */
class WithoutOptionalLibrariesTest {

  private URLClassLoader application;

  @BeforeEach
  void start() {
    application = ClassPathWithout.libraries("icu4j", "dnsjava");
  }

  @AfterEach
  void stop() throws Exception {
    application.close();
  }

  @Test
  void who_reads_names_out_is_told_what_to_add() throws Exception {
    Method icu = loaded(Pinyin.class).getMethod("icu");

    needs("com.ibm.icu:icu4j", () -> icu.invoke(null));
  }

  @Test
  void who_asks_dns_is_told_what_to_add() throws Exception {
    Object plan = loaded(NamingPlan.class).getMethod("guangzhou").invoke(null);
    Class<?> check = loaded(NodeCertificateCheck.class);
    Object trusting =
        Proxy.newProxyInstance(
            application, new Class<?>[] {check}, (proxy, method, arguments) -> arguments[1]);
    Object builder =
        loaded(DnsDirectory.class)
            .getMethod("builder", loaded(NamingPlan.class), check)
            .invoke(null, plan, trusting);
    Method build = builder.getClass().getMethod("build");

    needs("dnsjava:dnsjava", () -> build.invoke(builder));
  }

  private Class<?> loaded(Class<?> type) throws ClassNotFoundException {
    return application.loadClass(type.getName());
  }

  private static void needs(String coordinates, ThrowingCallable call) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(coordinates);
  }
}
