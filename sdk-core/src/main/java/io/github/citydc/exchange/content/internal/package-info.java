/** Not API: the storage of content in files, and the sending of parts. */
@NullMarked
package io.github.citydc.exchange.content.internal;

import org.jspecify.annotations.NullMarked;
