/** What may stand in the way of an exchange on this machine. */
@NullMarked
package io.github.citydc.examples.doctor;

import org.jspecify.annotations.NullMarked;
