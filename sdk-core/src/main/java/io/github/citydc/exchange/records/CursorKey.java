package io.github.citydc.exchange.records;

import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * The key of a stored cursor: the offering node, the payload type and the resource.
 *
 * @param source who offers the records
 * @param type their payload type
 * @param resource code of their information resource, empty for all
 */
public record CursorKey(NodeId source, PayloadType type, Optional<String> resource) {}
