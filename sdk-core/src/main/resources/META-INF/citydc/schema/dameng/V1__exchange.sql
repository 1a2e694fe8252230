-- For Dameng DM8, with texts in characters (LENGTH_IN_CHAR) and names in any case. NOT RUN AGAINST A SERVER: tested on H2
-- in its mode of Oracle. Times are in UTC. Where this library means a text without characters it writes the character 1,
-- since the database may take such a text for NULL.

-- Which scripts of this folder have run: each records itself at its end, whoever runs it.
CREATE TABLE cdx_schema (
  version INTEGER NOT NULL PRIMARY KEY,
  completed_at TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- The nodes that use these tables: each row of the others belongs to the one whose number is in its column node.
CREATE TABLE cdx_node (
  "NUMBER" INTEGER NOT NULL PRIMARY KEY,
  node_id VARCHAR2(80 CHAR) NOT NULL UNIQUE
);

-- Messages that were accepted, each with its signature and its receipt. bundle: of one that came in a bundle, the path to what
-- was signed.
CREATE TABLE cdx_inbox (
  node INTEGER NOT NULL,
  sender VARCHAR2(80 CHAR) NOT NULL,
  message_id VARCHAR2(36 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  operation VARCHAR2(10 CHAR) NOT NULL,
  body_digest VARCHAR2(80 CHAR) NOT NULL,
  accepted_at TIMESTAMP(3) NOT NULL,
  body BLOB NOT NULL,
  signature_base CLOB NOT NULL,
  signature VARCHAR2(1000 CHAR) NOT NULL,
  certificates CLOB NOT NULL,
  revocation CLOB,
  receipt BLOB NOT NULL,
  bundle VARCHAR2(2000 CHAR),
  PRIMARY KEY (node, sender, message_id)
);

-- All that the reconciliation of a day reads.
CREATE INDEX cdx_inbox_key ON cdx_inbox (node, sender, message_id, type, body_digest);

CREATE INDEX cdx_inbox_latest ON cdx_inbox (node, accepted_at DESC, message_id DESC);
CREATE INDEX cdx_inbox_sender ON cdx_inbox (node, sender, accepted_at DESC, message_id DESC);

-- Messages to send, and what became of them. A pending message is in one of three places. It may be taken: ready_for is its
-- receiver. It is leased, or was postponed: ready_again says until when. Or it is behind another one of its ordering key:
-- behind_key is that key. Of each key one message at a time has its turn, in the first or the second place: turn_key.
-- So each place has an index in which nothing else is. timed_at: when, by the clock of the sender, ready_again was set; in
-- the future, that clock was wrong. replaced_by: the new message that was made of a dead letter.
CREATE TABLE cdx_outbox (
  node INTEGER NOT NULL,
  position BIGINT IDENTITY(1, 1) PRIMARY KEY,
  message_id VARCHAR2(36 CHAR) NOT NULL,
  receiver VARCHAR2(80 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  ordering_key VARCHAR2(200 CHAR),
  state VARCHAR2(10 CHAR) NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt TIMESTAMP(3) NOT NULL,
  ready_for VARCHAR2(80 CHAR),
  ready_again TIMESTAMP(3),
  behind_key VARCHAR2(200 CHAR),
  turn_key VARCHAR2(200 CHAR),
  timed_at TIMESTAMP(3),
  finished_at TIMESTAMP(3),
  last_failure VARCHAR2(1000 CHAR),
  replaced_by VARCHAR2(36 CHAR),
  body_digest VARCHAR2(80 CHAR) NOT NULL,
  body BLOB NOT NULL,
  receipt BLOB,
  CONSTRAINT cdx_outbox_key UNIQUE (node, message_id)
);

CREATE INDEX cdx_outbox_ready ON cdx_outbox (node, ready_for, position);
CREATE INDEX cdx_outbox_again ON cdx_outbox (node, ready_again);
CREATE INDEX cdx_outbox_timed ON cdx_outbox (node, timed_at);
CREATE INDEX cdx_outbox_behind ON cdx_outbox (node, behind_key, position);
CREATE INDEX cdx_outbox_turn ON cdx_outbox (node, turn_key, position);
CREATE INDEX cdx_outbox_state ON cdx_outbox (node, state, position);
CREATE INDEX cdx_outbox_finished ON cdx_outbox (node, state, finished_at);
CREATE INDEX cdx_outbox_sent ON cdx_outbox (node, receiver, message_id, type, state, body_digest);

-- Nonces of signatures that were accepted and could be accepted again.
CREATE TABLE cdx_nonce (
  node INTEGER NOT NULL,
  claim VARCHAR2(64 CHAR) NOT NULL,
  valid_until TIMESTAMP(3) NOT NULL,
  PRIMARY KEY (node, claim)
);

CREATE INDEX cdx_nonce_end ON cdx_nonce (node, valid_until);

-- Content that has arrived: parts of batches, parts of files on their way, files; it lies in a content store.
-- served_at: when the last batch that needed a part was done; empty while one is under way, or may be to come.
-- referred_at: when a message last referred to a file. upload: which batch or file the one upload is of that has brought a
-- part and may take it back; empty as soon as anybody else wants it.
CREATE TABLE cdx_content (
  node INTEGER NOT NULL,
  kind VARCHAR2(10 CHAR) NOT NULL,
  sender VARCHAR2(80 CHAR) NOT NULL,
  digest VARCHAR2(80 CHAR) NOT NULL,
  "SIZE" BIGINT NOT NULL,
  encoding VARCHAR2(10 CHAR) NOT NULL,
  decoded_size BIGINT NOT NULL,
  records INTEGER NOT NULL,
  received_at TIMESTAMP(3) NOT NULL,
  served_at TIMESTAMP(3),
  referred_at TIMESTAMP(3),
  upload VARCHAR2(80 CHAR),
  PRIMARY KEY (node, kind, sender, digest)
);

CREATE INDEX cdx_content_age ON cdx_content (node, received_at);
CREATE INDEX cdx_content_served ON cdx_content (node, served_at);
CREATE INDEX cdx_content_waiting ON cdx_content (node, sender, kind, referred_at, "SIZE");
CREATE INDEX cdx_content_upload ON cdx_content (node, upload);
CREATE INDEX cdx_content_digest ON cdx_content (node, digest);

-- Room in the quotas of senders for content that is just being stored. The row of a sender whose id is empty is locked while
-- room is given to it.
CREATE TABLE cdx_content_room (
  node INTEGER NOT NULL,
  sender VARCHAR2(80 CHAR) NOT NULL,
  id VARCHAR2(36 CHAR) NOT NULL,
  kind VARCHAR2(10 CHAR) NOT NULL,
  "SIZE" BIGINT NOT NULL,
  held_until TIMESTAMP(3) NOT NULL,
  PRIMARY KEY (node, sender, id)
);

-- The store in which content of a kind lies, by the mark that was made when it was set up.
CREATE TABLE cdx_content_place (
  node INTEGER NOT NULL,
  kind VARCHAR2(10 CHAR) NOT NULL,
  mark VARCHAR2(200 CHAR) NOT NULL,
  PRIMARY KEY (node, kind)
);

-- Batches that were accepted, each with its signature and its receipt, and how far they are. open_for: the sender, until the
-- batch is done. delay: why one waits or was given up.
CREATE TABLE cdx_batch (
  node INTEGER NOT NULL,
  position BIGINT IDENTITY(1, 1) PRIMARY KEY,
  sender VARCHAR2(80 CHAR) NOT NULL,
  batch_id VARCHAR2(36 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  operation VARCHAR2(10 CHAR) NOT NULL,
  body_digest VARCHAR2(80 CHAR) NOT NULL,
  accepted_at TIMESTAMP(3) NOT NULL,
  manifest BLOB NOT NULL,
  signature_base CLOB NOT NULL,
  signature VARCHAR2(1000 CHAR) NOT NULL,
  certificates CLOB NOT NULL,
  revocation CLOB,
  receipt BLOB NOT NULL,
  state VARCHAR2(10 CHAR) NOT NULL,
  records BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  part INTEGER NOT NULL,
  line INTEGER NOT NULL,
  leased_by VARCHAR2(36 CHAR),
  leased_until TIMESTAMP(3),
  finished_at TIMESTAMP(3),
  open_for VARCHAR2(80 CHAR),
  delay VARCHAR2(1000 CHAR),
  CONSTRAINT cdx_batch_key UNIQUE (node, sender, batch_id)
);

CREATE INDEX cdx_batch_open ON cdx_batch (node, open_for, position);
CREATE INDEX cdx_batch_latest ON cdx_batch (node, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_sender ON cdx_batch (node, sender, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_done ON cdx_batch (node, finished_at);

-- Which parts a batch that is not done needs.
CREATE TABLE cdx_batch_part (
  node INTEGER NOT NULL,
  sender VARCHAR2(80 CHAR) NOT NULL,
  batch_id VARCHAR2(36 CHAR) NOT NULL,
  digest VARCHAR2(80 CHAR) NOT NULL,
  PRIMARY KEY (node, sender, digest, batch_id)
);

CREATE INDEX cdx_batch_part_batch ON cdx_batch_part (node, sender, batch_id);

-- Records that were not stored, and why.
CREATE TABLE cdx_batch_rejection (
  node INTEGER NOT NULL,
  sender VARCHAR2(80 CHAR) NOT NULL,
  batch_id VARCHAR2(36 CHAR) NOT NULL,
  part INTEGER NOT NULL,
  line INTEGER NOT NULL,
  code VARCHAR2(40 CHAR) NOT NULL,
  detail VARCHAR2(1000 CHAR) NOT NULL,
  violations CLOB NOT NULL,
  PRIMARY KEY (node, sender, batch_id, part, line)
);

-- Copies of official documents, one for each recipient. The row is locked while the life of the copy changes.
CREATE TABLE cdx_document_copy (
  node INTEGER NOT NULL,
  document_id VARCHAR2(100 CHAR) NOT NULL,
  recipient VARCHAR2(200 CHAR) NOT NULL,
  PRIMARY KEY (node, document_id, recipient)
);

-- What happened to them. placed: the sender of the document has told the place, or is this node.
CREATE TABLE cdx_document_action (
  node INTEGER NOT NULL,
  document_id VARCHAR2(100 CHAR) NOT NULL,
  recipient VARCHAR2(200 CHAR) NOT NULL,
  action_id VARCHAR2(80 CHAR) NOT NULL,
  position INTEGER NOT NULL,
  placed BIT NOT NULL,
  action VARCHAR2(20 CHAR) NOT NULL,
  payload CLOB NOT NULL,
  PRIMARY KEY (node, document_id, recipient, action_id)
);

-- Messages that tell the other side of own actions, and what became of them; those of a copy are sent in this order.
CREATE TABLE cdx_document_message (
  node INTEGER NOT NULL,
  position BIGINT IDENTITY(1, 1) PRIMARY KEY,
  message_id VARCHAR2(36 CHAR) NOT NULL,
  document_id VARCHAR2(100 CHAR) NOT NULL,
  recipient VARCHAR2(200 CHAR) NOT NULL,
  action_id VARCHAR2(80 CHAR) NOT NULL,
  receiver VARCHAR2(80 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  state VARCHAR2(10 CHAR) NOT NULL,
  made_at TIMESTAMP(3) NOT NULL,
  content_digest VARCHAR2(64 CHAR) NOT NULL,
  body_digest VARCHAR2(80 CHAR) NOT NULL,
  body BLOB NOT NULL,
  receipt BLOB,
  CONSTRAINT cdx_document_message_key UNIQUE (node, message_id)
);

CREATE INDEX cdx_document_message_copy ON cdx_document_message (node, document_id, recipient, position);
CREATE INDEX cdx_document_message_action ON cdx_document_message (node, action_id);
CREATE INDEX cdx_document_message_open ON cdx_document_message (node, state);
CREATE INDEX cdx_document_message_sent ON cdx_document_message (node, receiver, message_id);

-- Changes of records a node offers, in the order they were committed. division: the smallest one that covers the record;
-- left_division: the same before the change.
CREATE TABLE cdx_record (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  "RESOURCE" VARCHAR2(100 CHAR) NOT NULL,
  record_id VARCHAR2(200 CHAR) NOT NULL,
  operation VARCHAR2(10 CHAR) NOT NULL,
  changed_at TIMESTAMP(3) NOT NULL,
  payload BLOB,
  division VARCHAR2(12 CHAR),
  left_division VARCHAR2(12 CHAR),
  PRIMARY KEY (node, position)
);

CREATE INDEX cdx_record_type ON cdx_record (node, type, "RESOURCE", position);
CREATE INDEX cdx_record_latest ON cdx_record (node, record_id, "RESOURCE", position);

-- Which change of a record names which file.
CREATE TABLE cdx_record_file (
  node INTEGER NOT NULL,
  digest VARCHAR2(80 CHAR) NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (node, digest, position)
);

CREATE INDEX cdx_record_file_change ON cdx_record_file (node, position);

-- The last position given away, for each node. Whoever writes holds this row until commit: so positions have no gaps, and none becomes
-- visible before a lower one.
CREATE TABLE cdx_record_log (
  node INTEGER NOT NULL,
  log_id VARCHAR2(36 CHAR) NOT NULL,
  last_position BIGINT NOT NULL,
  PRIMARY KEY (node)
);

-- Grants of sharing, each in its latest version. state: what its changes have made of it. The row is locked while it changes.
CREATE TABLE cdx_grant (
  node INTEGER NOT NULL,
  grant_number VARCHAR2(50 CHAR) NOT NULL,
  version INTEGER NOT NULL,
  state VARCHAR2(10 CHAR) NOT NULL,
  payload CLOB NOT NULL,
  PRIMARY KEY (node, grant_number)
);

-- The nodes that a grant names.
CREATE TABLE cdx_grant_reader (
  node INTEGER NOT NULL,
  reader VARCHAR2(80 CHAR) NOT NULL,
  "RESOURCE" VARCHAR2(100 CHAR) NOT NULL,
  grant_number VARCHAR2(50 CHAR) NOT NULL,
  PRIMARY KEY (node, reader, "RESOURCE", grant_number)
);

CREATE INDEX cdx_grant_reader_grant ON cdx_grant_reader (node, grant_number);

-- What happened to grants, in its order. version: the one that a change after consultation announces, else 0.
CREATE TABLE cdx_grant_change (
  node INTEGER NOT NULL,
  grant_number VARCHAR2(50 CHAR) NOT NULL,
  position INTEGER NOT NULL,
  change_number VARCHAR2(50 CHAR) NOT NULL,
  action VARCHAR2(20 CHAR) NOT NULL,
  version INTEGER NOT NULL,
  payload CLOB NOT NULL,
  PRIMARY KEY (node, grant_number, position)
);

-- How far this node has pulled the records of others.
CREATE TABLE cdx_cursor (
  node INTEGER NOT NULL,
  source VARCHAR2(80 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  "RESOURCE" VARCHAR2(100 CHAR) NOT NULL,
  next_cursor VARCHAR2(1000 CHAR) NOT NULL,
  moved_at TIMESTAMP(3) NOT NULL,
  PRIMARY KEY (node, source, type, "RESOURCE")
);

-- Who has read what of the data this node shares, without the data. position: in the order in which it was recorded. reference:
-- the id of a query, the digest of a file.
CREATE TABLE cdx_use (
  node INTEGER NOT NULL,
  position BIGINT IDENTITY(1, 1) PRIMARY KEY,
  kind VARCHAR2(10 CHAR) NOT NULL,
  used_at TIMESTAMP(3) NOT NULL,
  reader VARCHAR2(80 CHAR) NOT NULL,
  "RESOURCE" VARCHAR2(100 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  grant_id VARCHAR2(100 CHAR),
  purpose VARCHAR2(500 CHAR),
  reference VARCHAR2(100 CHAR),
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);

-- Where the records of use are moved from cdx_use, a thousand at a time. There each is written before its answer leaves, and so
-- with no key but one; here they are searched.
CREATE TABLE cdx_use_kept (
  node INTEGER NOT NULL,
  position BIGINT PRIMARY KEY,
  kind VARCHAR2(10 CHAR) NOT NULL,
  used_at TIMESTAMP(3) NOT NULL,
  reader VARCHAR2(80 CHAR) NOT NULL,
  "RESOURCE" VARCHAR2(100 CHAR) NOT NULL,
  type VARCHAR2(100 CHAR) NOT NULL,
  grant_id VARCHAR2(100 CHAR),
  purpose VARCHAR2(500 CHAR),
  reference VARCHAR2(100 CHAR),
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);

CREATE INDEX cdx_use_kept_time ON cdx_use_kept (node, used_at, position);
CREATE INDEX cdx_use_kept_grant ON cdx_use_kept (node, grant_id, used_at);
CREATE INDEX cdx_use_kept_all ON cdx_use_kept (node, position);
CREATE INDEX cdx_use_kept_reader ON cdx_use_kept (node, reader, position);

-- From when on a store knows every item: those whose id was made before may have been given to an archive.
CREATE TABLE cdx_retention (
  node INTEGER NOT NULL,
  kind VARCHAR2(20 CHAR) NOT NULL,
  forgotten_before TIMESTAMP(3),
  PRIMARY KEY (node, kind)
);

INSERT INTO cdx_schema (version) VALUES (1);
