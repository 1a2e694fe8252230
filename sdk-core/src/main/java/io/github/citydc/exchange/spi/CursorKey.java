package io.github.citydc.exchange.spi;

import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.util.Optional;

/**
 * What a cursor is for.
 *
 * @param source who offers the records
 * @param type their payload type
 * @param resource code of their information resource, empty for all
 */
public record CursorKey(NodeId source, PayloadType type, Optional<String> resource) {}
