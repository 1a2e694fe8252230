/** TLS as the options of the command line describe it. */
@NullMarked
package io.github.citydc.cli.tls;

import org.jspecify.annotations.NullMarked;
