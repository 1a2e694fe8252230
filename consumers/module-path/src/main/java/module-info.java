/** An application on the module path; what it says of itself is all it needs. */
module example {
  requires io.github.citydc.core;
  requires io.github.citydc.signing;
  requires io.github.citydc.testkit;
  requires com.h2database;
}
