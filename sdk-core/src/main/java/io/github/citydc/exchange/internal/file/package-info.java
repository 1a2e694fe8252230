/** How files are sent, put together and looked for. */
@NullMarked
package io.github.citydc.exchange.internal.file;

import org.jspecify.annotations.NullMarked;
