-- The tables of this kind of database have known several nodes from the first script on.
-- The audit trail: who has read or sent what, when, from where, and what came of it.
CREATE TABLE cdx_audit (
  node INTEGER NOT NULL,
  position BIGINT IDENTITY(1, 1) PRIMARY KEY,
  logged_at TIMESTAMP(3) NOT NULL,
  party VARCHAR2(80 CHAR),
  address VARCHAR2(64 CHAR),
  action VARCHAR2(40 CHAR) NOT NULL,
  subject VARCHAR2(100 CHAR),
  type VARCHAR2(100 CHAR),
  verdict VARCHAR2(10 CHAR) NOT NULL,
  code VARCHAR2(40 CHAR),
  bytes BIGINT NOT NULL,
  times BIGINT NOT NULL,
  trace VARCHAR2(32 CHAR)
);

CREATE INDEX cdx_audit_time ON cdx_audit (node, logged_at, position);
CREATE INDEX cdx_audit_all ON cdx_audit (node, position);
CREATE INDEX cdx_audit_party ON cdx_audit (node, party, position);
CREATE INDEX cdx_audit_subject ON cdx_audit (node, subject, position);

INSERT INTO cdx_schema (version) VALUES (2);
