-- Who there is: organizations (the tenants), accounts and how they sign in, patients.
-- organization_id leads every key, so that one organization can live on one node (docs/adr/0002).
-- Ids, times and defaults come from the application: no sequence, no trigger, no volatile default.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A reference table: small, read everywhere, never joined across tenants.
CREATE TABLE organizations (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  currency text NOT NULL,
  country text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT organizations_pkey PRIMARY KEY (id),
  CONSTRAINT organizations_slug_key UNIQUE (slug),
  CONSTRAINT organizations_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'),
  CONSTRAINT organizations_currency_shape CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT organizations_country_shape CHECK (country ~ '^[A-Z]{2}$')
);

-- From an e-mail address, of which only the SHA-256 is kept, to the organizations that know it: read before a tenant is set.
CREATE TABLE sign_in_directory (
  email_hash bytea NOT NULL,
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT sign_in_directory_pkey PRIMARY KEY (email_hash, organization_id),
  CONSTRAINT sign_in_directory_hash_length CHECK (octet_length(email_hash) = 32)
);

CREATE TABLE accounts (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  password_hash text NOT NULL,
  practitioner_id uuid,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT accounts_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT accounts_email_key UNIQUE (organization_id, email),
  CONSTRAINT accounts_role_known CHECK (role IN ('admin', 'receptionist', 'doctor', 'patient', 'display')),
  CONSTRAINT accounts_status_known CHECK (status IN ('active', 'disabled')),
  CONSTRAINT accounts_email_folded CHECK (email = lower(email))
);

-- One row for each signed-in browser. Only hashes are kept: a stolen dump opens nothing.
CREATE TABLE sign_ins (
  organization_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT sign_ins_pkey PRIMARY KEY (organization_id, secret_hash),
  CONSTRAINT sign_ins_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
  CONSTRAINT sign_ins_expire_later CHECK (expires_at > created_at)
);

CREATE TABLE api_tokens (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT api_tokens_secret_key UNIQUE (organization_id, secret_hash),
  CONSTRAINT api_tokens_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);

CREATE TABLE patients (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  phone text,
  phone_is_own boolean NOT NULL,
  birth_date date,
  gender text NOT NULL,
  address text,
  notes text,
  timezone text,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT patients_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT patients_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT patients_gender_known CHECK (gender IN ('male', 'female', 'other', 'unknown')),
  CONSTRAINT patients_phone_shape CHECK (phone ~ '^\+[0-9]{4,15}$')
);

-- The owner of a number is unique; relatives may share it.
CREATE UNIQUE INDEX patients_phone_owner_key ON patients (organization_id, phone) WHERE phone_is_own AND phone IS NOT NULL;
CREATE INDEX patients_phone_idx ON patients (organization_id, phone);
CREATE INDEX patients_name_key_idx ON patients USING gist (organization_id, name_key gist_trgm_ops);

-- Trigram operators are not leakproof, so under row-level security they could not use the index. This function reads
-- as the owner of the table and therefore checks the tenant itself. A word fits when a part of the name contains it or
-- resembles it (word similarity of pg_trgm, 0 to 1).
CREATE FUNCTION find_patients_by_name(p_organization_id uuid, p_words text[], p_limit integer)
RETURNS TABLE (patient_id uuid, closeness real)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET pg_trgm.word_similarity_threshold = 0.3 AS $$
  SELECT p.id, (SELECT min(CASE WHEN p.name_key LIKE '%' || word || '%' THEN 1 ELSE word_similarity(word, p.name_key) END)
                FROM unnest(p_words) AS word)
  FROM patients p
  WHERE p.organization_id = p_organization_id
    AND p_organization_id = current_setting('app.organization_id')::uuid
    AND (p_words[1] <% p.name_key OR p.name_key LIKE '%' || p_words[1] || '%')
    AND (SELECT bool_and(word <% p.name_key OR p.name_key LIKE '%' || word || '%') FROM unnest(p_words) AS word)
  ORDER BY 2 DESC, p.name_key, p.id
  LIMIT p_limit
$$;

-- What an import has brought in, by the key that the source gives it: importing twice changes nothing.
CREATE TABLE imported_rows (
  organization_id uuid NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  external_key text NOT NULL,
  subject_id uuid NOT NULL,
  imported_at timestamptz NOT NULL,
  CONSTRAINT imported_rows_pkey PRIMARY KEY (organization_id, source, kind, external_key),
  CONSTRAINT imported_rows_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
