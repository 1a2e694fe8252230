-- The tables of this kind of database have known several nodes from the first script on.
-- The audit trail: who has read or sent what, when, from where, and what came of it.
CREATE TABLE cdx_audit (
  node INTEGER NOT NULL,
  position BIGSERIAL PRIMARY KEY,
  logged_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  party VARCHAR(80),
  address VARCHAR(64),
  action VARCHAR(40) NOT NULL,
  subject VARCHAR(100),
  type VARCHAR(100),
  verdict VARCHAR(10) NOT NULL,
  code VARCHAR(40),
  bytes BIGINT NOT NULL,
  times BIGINT NOT NULL,
  trace VARCHAR(32)
);

CREATE INDEX cdx_audit_time ON cdx_audit (node, logged_at, position);
CREATE INDEX cdx_audit_all ON cdx_audit (node, position);
CREATE INDEX cdx_audit_party ON cdx_audit (node, party, position);
CREATE INDEX cdx_audit_subject ON cdx_audit (node, subject, position);

-- How many requests each sender may send at present, in thousandths, for all processes of a node together; filled_at: by the
-- clock of the database. The row is locked while it is counted.
CREATE TABLE cdx_rate (
  node INTEGER NOT NULL,
  sender VARCHAR(80) NOT NULL,
  free BIGINT NOT NULL,
  filled_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (node, sender)
);

-- How many reads a grant that limits them has had since its day began. The row is locked until a read is recorded.
CREATE TABLE cdx_use_count (
  node INTEGER NOT NULL,
  grant_id VARCHAR(100) NOT NULL,
  counted_from TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (node, grant_id)
);

INSERT INTO cdx_schema (version) VALUES (2);
