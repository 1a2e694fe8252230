package io.github.citydc.naming.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of governments, ministries and systems that the library knows. Immutable. */
final class DomainRegister {

  private static final String RESOURCE = "government-domains.json";

  private final Map<String, String> governments;
  private final Map<String, String> ministries;
  private final Map<String, String> agencies;
  private final Map<String, String> departments;
  private final Map<String, String> organLabels;
  private final Map<String, String> extranet;
  private final Set<String> vertical;
  private final Set<String> systems;
  private final Set<String> systemLabels;

  private DomainRegister(JsonNode root) {
    governments = texts(root.path("governments"));
    ministries = texts(root.path("ministries"));
    agencies = texts(root.path("agencies"));
    departments = texts(root.path("departments"));
    organLabels = texts(root.path("organLabels"));
    extranet = texts(root.path("extranet"));
    vertical = words(root.path("vertical"));
    systems = words(root.path("systems"));
    systemLabels = words(root.path("systemLabels"));
  }

  /**
   * Reads the data.
   *
   * @throws IllegalArgumentException if it is not strict JSON; the message says where
   */
  static DomainRegister read(byte[] json) {
    try {
      return new DomainRegister(StrictJson.read(json));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(RESOURCE + ": " + e.getMessage(), e);
    }
  }

  /** Loads the data when they are first asked for. */
  private static final class Standard {

    static final DomainRegister INSTANCE = load();

    private static DomainRegister load() {
      try (InputStream stream = DomainRegister.class.getResourceAsStream(RESOURCE)) {
        if (stream == null) {
          throw new IllegalStateException("The resource " + RESOURCE + " is missing");
        }
        return read(stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static DomainRegister standard() {
    return Standard.INSTANCE;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static Set<String> words(JsonNode node) {
    Set<String> words = new HashSet<>();
    node.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The government whose name is {@code <label>.gov.cn}. */
  Optional<DivisionCode> government(String label) {
    return Optional.ofNullable(governments.get(label)).map(DivisionCode::parse);
  }

  /** The label of a government under gov.cn. */
  Optional<String> labelOf(DivisionCode division) {
    return key(governments, division.canonical().value());
  }

  /** The central organ whose name is {@code <label>.gov.cn}. */
  Optional<String> ministry(String label) {
    return Optional.ofNullable(ministries.get(label));
  }

  /** The label of a central organ under gov.cn. */
  Optional<String> labelOfMinistry(String name) {
    return key(ministries, name);
  }

  Optional<String> agency(String label) {
    return Optional.ofNullable(agencies.get(label));
  }

  /** The division of a department that has a registered name of its own from before the rules. */
  Optional<DivisionCode> departmentOfItsOwn(String label) {
    return Optional.ofNullable(departments.get(label)).map(DivisionCode::parse);
  }

  /** The usual label of a department of this name, which is without that of the division. */
  Optional<String> labelOfDepartment(String name) {
    return Optional.ofNullable(organLabels.get(name));
  }

  /** The province of a label before cegn.cn. */
  Optional<DivisionCode> extranetProvince(String label) {
    return Optional.ofNullable(extranet.get(label)).map(DivisionCode::parse);
  }

  /** The label of a province before cegn.cn. */
  Optional<String> extranetLabel(DivisionCode division) {
    return key(extranet, division.value().substring(0, 2) + "0000");
  }

  boolean isVertical(String ministryLabel) {
    return vertical.contains(ministryLabel);
  }

  /** Returns whether {@code <label>.gov.cn} is a system and no organ. */
  boolean isSystem(String label) {
    return systems.contains(label) || label.endsWith("zwfw");
  }

  /** Returns whether a label below a government or ministry names a system and no organ. */
  boolean isSystemLabel(String label) {
    return systemLabels.contains(label) || label.endsWith("zwfw");
  }

  /** Returns whether a name is known to be in use. */
  boolean isInUse(String label) {
    return governments.containsKey(label)
        || ministries.containsKey(label)
        || agencies.containsKey(label)
        || departments.containsKey(label)
        || systems.contains(label);
  }

  private static Optional<String> key(Map<String, String> map, String value) {
    return map.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
