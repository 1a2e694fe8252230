-- When, by the clock of the sender, the times of a pending message were set: in the future, that clock was wrong.
ALTER TABLE cdx_outbox ADD COLUMN timed_at TIMESTAMP(3) WITH TIME ZONE;

CREATE INDEX cdx_outbox_timed ON cdx_outbox (state, timed_at);
