/**
 * A suite that shows whether a node, or a client, in whatever language keeps the interface
 * standard: 65 checks, each with the clauses it stands for. {@link
 * io.github.citydc.testkit.conformance.Conformance} is the entry; {@link
 * io.github.citydc.testkit.conformance.ConformanceTests} makes a test of JUnit of each check.
 */
@NullMarked
package io.github.citydc.testkit.conformance;

import org.jspecify.annotations.NullMarked;
