/** The databases that commands work on: H2 in a file, or any with a JDBC URL. */
@NullMarked
package io.github.citydc.cli.database;

import org.jspecify.annotations.NullMarked;
