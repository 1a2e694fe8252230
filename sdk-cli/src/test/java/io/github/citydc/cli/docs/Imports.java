package io.github.citydc.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The imports of an application that uses all of the SDK, in one line. */
final class Imports {

  private static final Pattern EXPORT = Pattern.compile("(?m)^  exports ([\\w.]+);");
  private static final List<String> OTHERS =
      List.of(
          "jakarta.validation.Valid",
          "jakarta.validation.constraints.*",
          "java.io.*",
          "java.math.BigDecimal",
          "java.net.URI",
          "java.net.http.HttpClient",
          "java.nio.file.*",
          "java.security.PrivateKey",
          "java.security.Provider",
          "java.security.SecureRandom",
          "java.security.cert.X509Certificate",
          "java.sql.Connection",
          "java.sql.PreparedStatement",
          "java.sql.ResultSet",
          "java.sql.SQLException",
          "java.sql.Statement",
          "java.time.*",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "javax.sql.DataSource",
          "jakarta.servlet.ServletContext",
          "jakarta.servlet.ServletContextEvent",
          "jakarta.servlet.ServletContextListener",
          "jakarta.servlet.ServletRegistration",
          "jakarta.servlet.annotation.WebListener",
          "okhttp3.ConnectionSpec",
          "okhttp3.OkHttpClient",
          "org.apache.ibatis.annotations.Insert",
          "org.apache.ibatis.annotations.Mapper",
          "org.bouncycastle.jce.provider.BouncyCastleProvider",
          "org.bouncycastle.jsse.provider.BouncyCastleJsseProvider",
          "org.eclipse.jetty.util.ssl.SslContextFactory",
          "org.junit.jupiter.api.DynamicTest",
          "org.junit.jupiter.api.TestFactory",
          "org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization",
          "org.springframework.context.annotation.*",
          "org.springframework.jdbc.datasource.DataSourceUtils",
          "org.springframework.stereotype.*",
          "org.springframework.transaction.annotation.Transactional",
          "org.springframework.web.bind.annotation.*");

  static final String LINE =
      "package io.github.citydc.cli.docs; "
          + Stream.concat(
                  OTHERS.stream(),
                  Stream.of("core", "signing", "testkit")
                      .flatMap(Imports::packages)
                      .map(name -> name + ".*"))
              .map(name -> "import " + name + "; ")
              .collect(Collectors.joining());

  private Imports() {}

  /** The packages that a module of the SDK exports to everybody. */
  private static Stream<String> packages(String module) {
    Path descriptor = Guides.ROOT.resolve("sdk-" + module + "/src/main/java/module-info.java");
    try {
      return EXPORT.matcher(Files.readString(descriptor)).results().map(export -> export.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
