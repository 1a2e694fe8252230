package io.github.citydc.cli.front.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a file that cannot be used; it says everything that is wrong with it. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigFault> faults;

  ConfigException(Path file, List<ConfigFault> faults) {
    super(
        faults.stream()
            .map(fault -> file + ", " + fault)
            .collect(Collectors.joining(System.lineSeparator())));
    this.faults = List.copyOf(faults);
  }

  /**
   * Everything that is wrong.
   *
   * @return in the order of the lines
   */
  public List<ConfigFault> faults() {
    return faults;
  }
}
