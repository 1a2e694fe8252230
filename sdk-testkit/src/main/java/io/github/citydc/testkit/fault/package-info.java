/** Faults that a sandbox node shows on demand, so that tests see how a client copes. */
@NullMarked
package io.github.citydc.testkit.fault;

import org.jspecify.annotations.NullMarked;
