/** What may stand in the way of an exchange on this machine. */
@NullMarked
package io.github.citydc.cli.doctor;

import org.jspecify.annotations.NullMarked;
