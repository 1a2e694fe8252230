-- Changes of records a node offers, in the order they were committed.
CREATE TABLE cdx_record (
  position BIGINT NOT NULL PRIMARY KEY,
  type VARCHAR(100) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  record_id VARCHAR(200) NOT NULL,
  operation VARCHAR(10) NOT NULL,
  changed_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  payload ${bytes}
);

CREATE INDEX cdx_record_type ON cdx_record (type, position);
CREATE INDEX cdx_record_latest ON cdx_record (record_id, resource, position);

-- The last position given away. Whoever writes holds this row until commit: so positions have no gaps, and none becomes
-- visible before a lower one.
CREATE TABLE cdx_record_log (
  number INTEGER NOT NULL PRIMARY KEY,
  log_id VARCHAR(36) NOT NULL,
  last_position BIGINT NOT NULL
);

-- How far this node has pulled the records of others.
CREATE TABLE cdx_cursor (
  source VARCHAR(80) NOT NULL,
  type VARCHAR(100) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  next_cursor VARCHAR(1000) NOT NULL,
  moved_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (source, type, resource)
);
