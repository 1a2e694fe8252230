/** The exchange of signed messages between nodes: client, receiver, envelope, receipt, problems. */
@NullMarked
package io.github.citydc.exchange;

import org.jspecify.annotations.NullMarked;
