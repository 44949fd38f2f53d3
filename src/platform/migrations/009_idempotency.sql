-- The answers of calls that came with an Idempotency-Key, written in the transaction of the change itself: a repeat gets the
-- first answer, also when the server died between its commit and its answer.

CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, account_id, key),
  CONSTRAINT idempotency_keys_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
  CONSTRAINT idempotency_keys_key_length CHECK (length(key) BETWEEN 1 AND 255)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (organization_id, created_at);

GRANT SELECT, INSERT, DELETE ON idempotency_keys TO tessera_app;
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_keys_tenant ON idempotency_keys USING (organization_id = current_setting('app.organization_id')::uuid);
