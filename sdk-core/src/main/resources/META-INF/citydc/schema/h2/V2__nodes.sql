-- Several nodes in one database: each row belongs to the node whose number is in its column node. The rows that are there
-- already get the number 1. Whose they are, no script can know: the node 1 has no id until JdbcSchema.migrate names it, or
--   UPDATE cdx_node SET node_id = '440106:11440106007482911C:grid' WHERE number = 1
CREATE TABLE cdx_node (
  number INTEGER NOT NULL PRIMARY KEY,
  node_id VARCHAR(80) NOT NULL UNIQUE
);

INSERT INTO cdx_node (number, node_id) SELECT 1, '' WHERE
  EXISTS (SELECT 1 FROM cdx_inbox)
  OR EXISTS (SELECT 1 FROM cdx_outbox)
  OR EXISTS (SELECT 1 FROM cdx_nonce)
  OR EXISTS (SELECT 1 FROM cdx_content)
  OR EXISTS (SELECT 1 FROM cdx_content_room)
  OR EXISTS (SELECT 1 FROM cdx_content_place)
  OR EXISTS (SELECT 1 FROM cdx_batch)
  OR EXISTS (SELECT 1 FROM cdx_batch_part)
  OR EXISTS (SELECT 1 FROM cdx_batch_rejection)
  OR EXISTS (SELECT 1 FROM cdx_document_copy)
  OR EXISTS (SELECT 1 FROM cdx_document_action)
  OR EXISTS (SELECT 1 FROM cdx_document_message)
  OR EXISTS (SELECT 1 FROM cdx_record)
  OR EXISTS (SELECT 1 FROM cdx_record_file)
  OR EXISTS (SELECT 1 FROM cdx_record_log)
  OR EXISTS (SELECT 1 FROM cdx_grant)
  OR EXISTS (SELECT 1 FROM cdx_grant_reader)
  OR EXISTS (SELECT 1 FROM cdx_grant_change)
  OR EXISTS (SELECT 1 FROM cdx_cursor)
  OR EXISTS (SELECT 1 FROM cdx_use)
  OR EXISTS (SELECT 1 FROM cdx_retention WHERE forgotten_before IS NOT NULL);

DELETE FROM cdx_retention WHERE NOT EXISTS (SELECT 1 FROM cdx_node);

ALTER TABLE cdx_inbox ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_outbox ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_nonce ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_content ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_content_room ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_content_place ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_batch ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_batch_part ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_batch_rejection ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_document_copy ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_document_action ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_document_message ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_record ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_record_file ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_record_log ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_grant ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_grant_reader ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_grant_change ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_cursor ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_use ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE cdx_retention ADD COLUMN node INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE cdx_inbox ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_outbox ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_nonce ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_content ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_content_room ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_content_place ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_batch ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_batch_part ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_batch_rejection ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_document_copy ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_document_action ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_document_message ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_record ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_record_file ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_record_log ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_grant ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_grant_reader ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_grant_change ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_cursor ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_use ALTER COLUMN node DROP DEFAULT;
ALTER TABLE cdx_retention ALTER COLUMN node DROP DEFAULT;

DROP INDEX cdx_inbox_key;
CREATE UNIQUE INDEX cdx_inbox_key ON cdx_inbox (node, sender, message_id) INCLUDE (type, body_digest);
ALTER TABLE cdx_nonce DROP PRIMARY KEY;
ALTER TABLE cdx_nonce ADD PRIMARY KEY (node, claim);
ALTER TABLE cdx_content DROP PRIMARY KEY;
ALTER TABLE cdx_content ADD PRIMARY KEY (node, kind, sender, digest);
ALTER TABLE cdx_content_room DROP PRIMARY KEY;
ALTER TABLE cdx_content_room ADD PRIMARY KEY (node, sender, id);
ALTER TABLE cdx_content_place DROP PRIMARY KEY;
ALTER TABLE cdx_content_place ADD PRIMARY KEY (node, kind);
ALTER TABLE cdx_batch_part DROP PRIMARY KEY;
ALTER TABLE cdx_batch_part ADD PRIMARY KEY (node, sender, digest, batch_id);
ALTER TABLE cdx_batch_rejection DROP PRIMARY KEY;
ALTER TABLE cdx_batch_rejection ADD PRIMARY KEY (node, sender, batch_id, part, line);
ALTER TABLE cdx_document_copy DROP PRIMARY KEY;
ALTER TABLE cdx_document_copy ADD PRIMARY KEY (node, document_id, recipient);
ALTER TABLE cdx_document_action DROP PRIMARY KEY;
ALTER TABLE cdx_document_action ADD PRIMARY KEY (node, document_id, recipient, action_id);
ALTER TABLE cdx_record DROP PRIMARY KEY;
ALTER TABLE cdx_record ADD PRIMARY KEY (node, position);
ALTER TABLE cdx_record_file DROP PRIMARY KEY;
ALTER TABLE cdx_record_file ADD PRIMARY KEY (node, digest, position);
ALTER TABLE cdx_record_log DROP PRIMARY KEY;
ALTER TABLE cdx_record_log DROP COLUMN number;
ALTER TABLE cdx_record_log ADD PRIMARY KEY (node);
ALTER TABLE cdx_grant DROP PRIMARY KEY;
ALTER TABLE cdx_grant ADD PRIMARY KEY (node, grant_number);
ALTER TABLE cdx_grant_reader DROP PRIMARY KEY;
ALTER TABLE cdx_grant_reader ADD PRIMARY KEY (node, reader, resource, grant_number);
ALTER TABLE cdx_grant_change DROP PRIMARY KEY;
ALTER TABLE cdx_grant_change ADD PRIMARY KEY (node, grant_number, position);
ALTER TABLE cdx_cursor DROP PRIMARY KEY;
ALTER TABLE cdx_cursor ADD PRIMARY KEY (node, source, type, resource);
ALTER TABLE cdx_retention DROP PRIMARY KEY;
ALTER TABLE cdx_retention ADD PRIMARY KEY (node, kind);

EXECUTE IMMEDIATE 'ALTER TABLE cdx_outbox DROP CONSTRAINT "' || (SELECT constraint_name
  FROM information_schema.table_constraints WHERE table_schema = CURRENT_SCHEMA AND UPPER(table_name) = 'CDX_OUTBOX'
  AND constraint_type = 'UNIQUE') || '"';
ALTER TABLE cdx_outbox ADD CONSTRAINT cdx_outbox_key UNIQUE (node, message_id);
EXECUTE IMMEDIATE 'ALTER TABLE cdx_batch DROP CONSTRAINT "' || (SELECT constraint_name
  FROM information_schema.table_constraints WHERE table_schema = CURRENT_SCHEMA AND UPPER(table_name) = 'CDX_BATCH'
  AND constraint_type = 'UNIQUE') || '"';
ALTER TABLE cdx_batch ADD CONSTRAINT cdx_batch_key UNIQUE (node, sender, batch_id);
EXECUTE IMMEDIATE 'ALTER TABLE cdx_document_message DROP CONSTRAINT "' || (SELECT constraint_name
  FROM information_schema.table_constraints WHERE table_schema = CURRENT_SCHEMA AND UPPER(table_name) = 'CDX_DOCUMENT_MESSAGE'
  AND constraint_type = 'UNIQUE') || '"';
ALTER TABLE cdx_document_message ADD CONSTRAINT cdx_document_message_key UNIQUE (node, message_id);

DROP INDEX cdx_inbox_latest;
DROP INDEX cdx_inbox_sender;
DROP INDEX cdx_outbox_ready;
DROP INDEX cdx_outbox_again;
DROP INDEX cdx_outbox_timed;
DROP INDEX cdx_outbox_behind;
DROP INDEX cdx_outbox_turn;
DROP INDEX cdx_outbox_state;
DROP INDEX cdx_outbox_finished;
DROP INDEX cdx_outbox_sent;
DROP INDEX cdx_nonce_end;
DROP INDEX cdx_content_age;
DROP INDEX cdx_content_served;
DROP INDEX cdx_content_waiting;
DROP INDEX cdx_content_upload;
DROP INDEX cdx_content_digest;
DROP INDEX cdx_batch_open;
DROP INDEX cdx_batch_latest;
DROP INDEX cdx_batch_sender;
DROP INDEX cdx_batch_done;
DROP INDEX cdx_batch_part_batch;
DROP INDEX cdx_document_message_copy;
DROP INDEX cdx_document_message_action;
DROP INDEX cdx_document_message_open;
DROP INDEX cdx_document_message_sent;
DROP INDEX cdx_record_type;
DROP INDEX cdx_record_latest;
DROP INDEX cdx_record_file_change;
DROP INDEX cdx_grant_reader_grant;
DROP INDEX cdx_use_time;
DROP INDEX cdx_use_grant;
DROP INDEX cdx_use_reader;

CREATE INDEX cdx_inbox_latest ON cdx_inbox (node, accepted_at DESC, message_id DESC);
CREATE INDEX cdx_inbox_sender ON cdx_inbox (node, sender, accepted_at DESC, message_id DESC);
CREATE INDEX cdx_outbox_ready ON cdx_outbox (node, ready_for, position);
CREATE INDEX cdx_outbox_again ON cdx_outbox (node, ready_again);
CREATE INDEX cdx_outbox_timed ON cdx_outbox (node, timed_at);
CREATE INDEX cdx_outbox_behind ON cdx_outbox (node, behind_key, position);
CREATE INDEX cdx_outbox_turn ON cdx_outbox (node, turn_key, position);
CREATE INDEX cdx_outbox_state ON cdx_outbox (node, state, position);
CREATE INDEX cdx_outbox_finished ON cdx_outbox (node, state, finished_at);
CREATE INDEX cdx_outbox_sent ON cdx_outbox (node, receiver, message_id, type, state, body_digest);
CREATE INDEX cdx_nonce_end ON cdx_nonce (node, valid_until);
CREATE INDEX cdx_content_age ON cdx_content (node, received_at);
CREATE INDEX cdx_content_served ON cdx_content (node, served_at);
CREATE INDEX cdx_content_waiting ON cdx_content (node, sender, kind, referred_at, size);
CREATE INDEX cdx_content_upload ON cdx_content (node, upload);
CREATE INDEX cdx_content_digest ON cdx_content (node, digest);
CREATE INDEX cdx_batch_open ON cdx_batch (node, open_for, position);
CREATE INDEX cdx_batch_latest ON cdx_batch (node, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_sender ON cdx_batch (node, sender, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_done ON cdx_batch (node, finished_at);
CREATE INDEX cdx_batch_part_batch ON cdx_batch_part (node, sender, batch_id);
CREATE INDEX cdx_document_message_copy ON cdx_document_message (node, document_id, recipient, position);
CREATE INDEX cdx_document_message_action ON cdx_document_message (node, action_id);
CREATE INDEX cdx_document_message_open ON cdx_document_message (node, state);
CREATE INDEX cdx_document_message_sent ON cdx_document_message (node, receiver, message_id);
CREATE INDEX cdx_record_type ON cdx_record (node, type, resource, position);
CREATE INDEX cdx_record_latest ON cdx_record (node, record_id, resource, position);
CREATE INDEX cdx_record_file_change ON cdx_record_file (node, position);
CREATE INDEX cdx_grant_reader_grant ON cdx_grant_reader (node, grant_number);

-- The audit trail: who has read or sent what, when, from where, and what came of it.
CREATE TABLE cdx_audit (
  node INTEGER NOT NULL,
  position BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
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

-- Where the records of use are moved from cdx_use, a thousand at a time. There each is written before its answer leaves, and so
-- with no key but one; here they are searched.
CREATE TABLE cdx_use_kept (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(10) NOT NULL,
  used_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  reader VARCHAR(80) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  type VARCHAR(100) NOT NULL,
  grant_id VARCHAR(100),
  purpose VARCHAR(500),
  reference VARCHAR(100),
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);

INSERT INTO cdx_use_kept (node, position, kind, used_at, reader, resource, type, grant_id, purpose, reference, records, bytes)
SELECT node, position, kind, used_at, reader, resource, type, grant_id, purpose, reference, records, bytes FROM cdx_use;
DELETE FROM cdx_use;

CREATE INDEX cdx_use_kept_time ON cdx_use_kept (node, used_at, position);
CREATE INDEX cdx_use_kept_grant ON cdx_use_kept (node, grant_id, used_at);
CREATE INDEX cdx_use_kept_all ON cdx_use_kept (node, position);
CREATE INDEX cdx_use_kept_reader ON cdx_use_kept (node, reader, position);

INSERT INTO cdx_schema (version) VALUES (2);
