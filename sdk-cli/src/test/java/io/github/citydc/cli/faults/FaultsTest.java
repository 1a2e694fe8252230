package io.github.citydc.cli.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * The head of all fault tests: each runs on several databases of the build, see {@link
 * FaultsDatabase}, and tells its trial.
 */
@Tag("processes")
@ParameterizedClass
abstract class FaultsTest {

  /** All that a test leaves behind is in it. */
  @TempDir Path folder;

  @Parameter private FaultsDatabase kind;

  /** The test that runs. */
  Trial trial;

  @BeforeEach
  void begin(TestInfo test) {
    trial = new Trial(kind, folder, test);
  }

  @AfterEach
  void tell() {
    trial.tell();
  }
}
