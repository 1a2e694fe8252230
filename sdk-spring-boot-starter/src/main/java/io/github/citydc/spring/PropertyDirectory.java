package io.github.citydc.spring;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.HubDirectory;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.cms.CmsDirectorySignature;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory that the properties name: a file, the one of the hub, or the hub behind a file. */
final class PropertyDirectory {

  private static final String FILE = "citydc.directory.file";
  private static final String HUB = "citydc.directory.hub";
  private static final String URL = "citydc.directory.url";
  private static final String MEMORY = "citydc.directory.memory";
  private static final String EITHER =
      "Set it to the file with the nodes of the city, or set "
          + HUB
          + " and "
          + URL
          + " to the hub that publishes them, or define a bean NodeDirectory";

  private PropertyDirectory() {}

  static NodeDirectory of(CityProperties.Directory properties, TrustStore trust) {
    boolean ofHub = properties.hub() != null || properties.url() != null;
    Path file = properties.file();
    if (file == null) {
      if (!ofHub) {
        throw CityPropertyException.of(FILE, "is not set", EITHER);
      }
      return published(properties, trust);
    }
    return ofHub
        ? NodeDirectory.layered(fromFile(file), published(properties, trust))
        : fromFile(file);
  }

  private static NodeDirectory fromFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CityPropertyException.of(FILE, "there is no file " + file.toAbsolutePath(), EITHER);
    }
    try {
      return NodeDirectory.fromFile(file, DirectoryTrust.decoder());
    } catch (IOException | IllegalArgumentException e) {
      throw CityPropertyException.of(FILE, "cannot be read: " + e.getMessage(), EITHER, e);
    }
  }

  private static NodeDirectory published(CityProperties.Directory properties, TrustStore trust) {
    NodeId hub = NodeIds.parse(HUB, required(HUB, properties.hub()));
    URI url = url(required(URL, properties.url()));
    HubDirectory.Builder directory =
        HubDirectory.builder(hub, url, new CmsDirectorySignature(hub, trust, ChinaTime.clock()))
            .decoder(DirectoryTrust.decoder())
            .refresh(properties.refresh());
    Path memory = properties.memory();
    return memory == null ? directory.build() : remembering(directory, memory).build();
  }

  private static HubDirectory.Builder remembering(HubDirectory.Builder directory, Path memory) {
    try {
      return directory.remembering(memory);
    } catch (IllegalArgumentException e) {
      throw CityPropertyException.of(
          MEMORY,
          "there is no folder for " + memory.toAbsolutePath(),
          "Create the folder, or name a file in one that the application can write to",
          e);
    }
  }

  private static String required(String property, @Nullable String value) {
    if (value == null) {
      throw CityPropertyException.of(
          property, "is not set", "Set both, " + HUB + " and " + URL + ", or neither");
    }
    return value;
  }

  private static URI url(String value) {
    try {
      URI url = URI.create(value);
      if (url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw wrongUrl(value);
    }
    throw wrongUrl(value);
  }

  private static CityPropertyException wrongUrl(String value) {
    return CityPropertyException.of(
        URL,
        "is no http address: " + value,
        "Set it to where the hub publishes, such as https://hub.example.gov.cn/cdx/v1/directory");
  }
}
