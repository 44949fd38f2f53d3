-- Sessions with beds, the queue's order and estimates, money that is waived, voided, counted and closed, and patients who are one.

-- A weekly group block: the first beds of a pool, for one service. It is the rule of each of its beds, and says so there.
CREATE TABLE session_rules (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  practitioner_id uuid,
  name text NOT NULL,
  weekday smallint NOT NULL,
  start_local time NOT NULL,
  end_local time NOT NULL,
  timezone text NOT NULL,
  valid_from date,
  valid_to date,
  -- At most so many beds of the pool, in its order; null is all of them.
  capacity smallint,
  -- Patients are put on one after another, so far apart; 0 is all at once.
  start_every_minutes smallint NOT NULL,
  status text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT session_rules_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT session_rules_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT session_rules_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT session_rules_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools (organization_id, id),
  CONSTRAINT session_rules_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT session_rules_weekday_iso CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT session_rules_valid_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT session_rules_capacity_positive CHECK (capacity BETWEEN 1 AND 200),
  CONSTRAINT session_rules_pace_range CHECK (start_every_minutes BETWEEN 0 AND 240),
  CONSTRAINT session_rules_status_known CHECK (status IN ('active', 'retired'))
);
CREATE INDEX session_rules_clinic_idx ON session_rules (organization_id, clinic_id);

ALTER TABLE schedule_rules ADD COLUMN session_rule_id uuid;
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_session_rule_fk FOREIGN KEY (organization_id, session_rule_id)
  REFERENCES session_rules (organization_id, id);
CREATE INDEX schedule_rules_session_rule_idx ON schedule_rules (organization_id, session_rule_id) WHERE session_rule_id IS NOT NULL;

-- The dated instance. How many it admits is how many of its beds can be used, and stands nowhere else.
CREATE TABLE sessions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_id uuid NOT NULL,
  -- Null for one that was put on by itself.
  session_rule_id uuid,
  -- The date of its rule: generating again does not make a second one, wherever it was moved to.
  rule_date date,
  practitioner_id uuid,
  name text NOT NULL,
  service_date date NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  timezone text NOT NULL,
  start_every_minutes smallint NOT NULL,
  status text NOT NULL,
  cancelled_at timestamptz,
  cancellation_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT sessions_rule_date_key UNIQUE (organization_id, session_rule_id, rule_date),
  CONSTRAINT sessions_rule_has_date CHECK ((session_rule_id IS NULL) = (rule_date IS NULL)),
  CONSTRAINT sessions_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT sessions_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT sessions_rule_fk FOREIGN KEY (organization_id, session_rule_id) REFERENCES session_rules (organization_id, id),
  CONSTRAINT sessions_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT sessions_in_order CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'),
  CONSTRAINT sessions_status_known CHECK (status IN ('open', 'closed', 'done', 'cancelled')),
  CONSTRAINT sessions_cancelled_has_time CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX sessions_clinic_date_idx ON sessions (organization_id, clinic_id, service_date);
CREATE INDEX sessions_ends_idx ON sessions (organization_id, ends_at) WHERE status IN ('open', 'closed');
CREATE INDEX sessions_service_idx ON sessions (organization_id, service_id, clinic_id, starts_at);

-- The beds of a session. One is reserved while a live appointment claims it, and out of service while an exception blocks it.
CREATE TABLE session_beds (
  organization_id uuid NOT NULL,
  session_id uuid NOT NULL,
  bed_id uuid NOT NULL,
  position smallint NOT NULL,
  CONSTRAINT session_beds_pkey PRIMARY KEY (organization_id, session_id, bed_id),
  CONSTRAINT session_beds_session_fk FOREIGN KEY (organization_id, session_id) REFERENCES sessions (organization_id, id),
  CONSTRAINT session_beds_bed_fk FOREIGN KEY (organization_id, bed_id) REFERENCES resources (organization_id, id)
);
CREATE INDEX session_beds_bed_idx ON session_beds (organization_id, bed_id);

-- What a session makes true of its beds: out of service, cancelled, moved, put on by itself.
ALTER TABLE schedule_exceptions ADD COLUMN session_id uuid;
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_session_fk FOREIGN KEY (organization_id, session_id)
  REFERENCES sessions (organization_id, id);
CREATE INDEX schedule_exceptions_session_idx ON schedule_exceptions (organization_id, session_id) WHERE session_id IS NOT NULL;
ALTER TABLE schedule_exceptions DROP CONSTRAINT schedule_exceptions_source_known;
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_source_known
  CHECK (source IN ('manual', 'import', 'time_off', 'holiday', 'session'));
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_session_has_source CHECK ((source = 'session') = (session_id IS NOT NULL));

-- A patient who comes to the same sessions for months.
CREATE TABLE standing_admissions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  bed_id uuid,
  starts_on date NOT NULL,
  ends_on date,
  notes text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT standing_admissions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT standing_admissions_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT standing_admissions_bed_fk FOREIGN KEY (organization_id, bed_id) REFERENCES resources (organization_id, id),
  CONSTRAINT standing_admissions_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT standing_admissions_in_order CHECK (ends_on >= starts_on)
);
CREATE INDEX standing_admissions_patient_idx ON standing_admissions (organization_id, patient_id);

CREATE TABLE standing_admission_rules (
  organization_id uuid NOT NULL,
  standing_id uuid NOT NULL,
  session_rule_id uuid NOT NULL,
  CONSTRAINT standing_admission_rules_pkey PRIMARY KEY (organization_id, standing_id, session_rule_id),
  CONSTRAINT standing_admission_rules_standing_fk FOREIGN KEY (organization_id, standing_id)
    REFERENCES standing_admissions (organization_id, id),
  CONSTRAINT standing_admission_rules_rule_fk FOREIGN KEY (organization_id, session_rule_id) REFERENCES session_rules (organization_id, id)
);
CREATE INDEX standing_admission_rules_rule_idx ON standing_admission_rules (organization_id, session_rule_id);

-- Who is admitted to a session claims one of its beds; which one was promised is known when it is given, at check-in at the latest.
ALTER TABLE appointments ADD COLUMN session_id uuid;
ALTER TABLE appointments ADD COLUMN bed_id uuid;
ALTER TABLE appointments ADD COLUMN standing_admission_id uuid;
ALTER TABLE appointments ADD CONSTRAINT appointments_session_fk FOREIGN KEY (organization_id, session_id) REFERENCES sessions (organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_session_bed_fk FOREIGN KEY (organization_id, session_id, bed_id)
  REFERENCES session_beds (organization_id, session_id, bed_id);
ALTER TABLE appointments ADD CONSTRAINT appointments_standing_fk FOREIGN KEY (organization_id, standing_admission_id)
  REFERENCES standing_admissions (organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_bed_of_session CHECK (bed_id IS NULL OR session_id IS NOT NULL);
CREATE INDEX appointments_session_idx ON appointments (organization_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX appointments_standing_idx ON appointments (organization_id, standing_admission_id) WHERE standing_admission_id IS NOT NULL;
-- A bed of a session is given once.
CREATE UNIQUE INDEX appointments_session_bed_key ON appointments (organization_id, session_id, bed_id)
  WHERE bed_id IS NOT NULL AND status IN ('held', 'pending', 'confirmed', 'checked_in', 'completed');

-- The queue: who goes first, and why; since when somebody waits for their turn; how often they were called, and where to.
ALTER TABLE visits ADD COLUMN priority smallint NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN priority_reason text;
ALTER TABLE visits ADD COLUMN in_line_since timestamptz;
ALTER TABLE visits ADD COLUMN call_count smallint NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN room_id uuid;
-- Who waits at this moment keeps the place that they have; like every change of a visit it is an event.
WITH changed AS (
  UPDATE visits v SET in_line_since = greatest(v.check_in_time, a.starts_at), updated_at = now(), version = v.version + 1
  FROM visits w LEFT JOIN appointments a ON a.organization_id = w.organization_id AND a.id = w.appointment_id
  WHERE w.organization_id = v.organization_id AND w.id = v.id AND v.status IN ('waiting', 'called') AND v.check_in_time IS NOT NULL
  RETURNING v.*)
INSERT INTO events (organization_id, subject, subject_id, version, id, kind, occurred_at, change)
  SELECT organization_id, 'visit', id, version, gen_random_uuid(), 'upgrade', updated_at,
    jsonb_build_object('in_line_since', in_line_since, 'updated_at', updated_at, 'version', version)
  FROM changed;
ALTER TABLE visits ADD CONSTRAINT visits_priority_range CHECK (priority BETWEEN 0 AND 2);
ALTER TABLE visits ADD CONSTRAINT visits_priority_has_reason CHECK (priority = 0 OR priority_reason IS NOT NULL);
ALTER TABLE visits ADD CONSTRAINT visits_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources (organization_id, id);
ALTER TABLE clinics ADD COLUMN wait_warning_minutes smallint NOT NULL DEFAULT 20;
ALTER TABLE clinics ADD COLUMN wait_alert_minutes smallint NOT NULL DEFAULT 45;
ALTER TABLE clinics ADD CONSTRAINT clinics_wait_alerts_in_order CHECK (0 < wait_warning_minutes AND wait_warning_minutes <= wait_alert_minutes);

-- What a patient was told when they joined the queue: between so many minutes and so many. Kept, so that it can be held against what came.
CREATE TABLE visit_estimates (
  organization_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  low_minutes smallint NOT NULL,
  high_minutes smallint NOT NULL,
  CONSTRAINT visit_estimates_pkey PRIMARY KEY (organization_id, visit_id),
  CONSTRAINT visit_estimates_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits (organization_id, id),
  CONSTRAINT visit_estimates_in_order CHECK (0 <= low_minutes AND low_minutes <= high_minutes)
);

-- What a service asks for beforehand, and what it costs not to come.
ALTER TABLE services ADD COLUMN deposit_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN late_cancel_fee_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN no_show_fee_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE services ADD CONSTRAINT services_fees_not_negative
  CHECK (deposit_minor >= 0 AND late_cancel_fee_minor >= 0 AND no_show_fee_minor >= 0);

-- What was agreed, and the charge: of a visit, that and its adjustments; of a cancelled contract, what was given. The total is the
-- charge, and not below what was paid before that is given back.
ALTER TABLE payments ADD COLUMN price_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN charge_minor bigint NOT NULL DEFAULT 0;
UPDATE payments SET price_minor = total_minor, charge_minor = total_minor;
ALTER TABLE payments ALTER COLUMN price_minor DROP DEFAULT;
ALTER TABLE payments ALTER COLUMN charge_minor DROP DEFAULT;
ALTER TABLE payments ADD CONSTRAINT payments_total_is_charge_or_paid CHECK (total_minor = greatest(charge_minor, amount_paid_minor));
ALTER TABLE payments ADD COLUMN deposit_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE payments ADD CONSTRAINT payments_price_not_negative CHECK (price_minor >= 0 AND charge_minor >= 0 AND deposit_minor >= 0);

-- What changed the total, and why: less (a waiver, a price that is let go) or more (a fee).
CREATE TABLE payment_adjustments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  reason text,
  account_id uuid,
  occurred_at timestamptz NOT NULL,
  occurred_on date NOT NULL,
  CONSTRAINT payment_adjustments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payment_adjustments_payment_fk FOREIGN KEY (organization_id, payment_id) REFERENCES payments (organization_id, id),
  CONSTRAINT payment_adjustments_kind_known CHECK (kind IN ('waiver', 'release', 'late_cancel_fee', 'no_show_fee', 'price', 'undo')),
  CONSTRAINT payment_adjustments_waiver_has_reason CHECK (kind <> 'waiver' OR reason IS NOT NULL),
  CONSTRAINT payment_adjustments_sign CHECK (
    CASE WHEN kind IN ('waiver', 'release') THEN amount_minor < 0 WHEN kind IN ('price', 'undo') THEN amount_minor <> 0 ELSE amount_minor > 0 END
  )
);
CREATE INDEX payment_adjustments_payment_idx ON payment_adjustments (organization_id, payment_id);
CREATE INDEX payment_adjustments_day_idx ON payment_adjustments (organization_id, clinic_id, occurred_on);

-- An entry that was a mistake is not taken away: another one voids it, once. Each has a number of its clinic, without gaps.
ALTER TABLE payment_entries ADD COLUMN voids_entry_id uuid;
ALTER TABLE payment_entries ADD COLUMN reason text;
ALTER TABLE payment_entries ADD COLUMN receipt_number integer;
ALTER TABLE payment_entries DROP CONSTRAINT payment_entries_kind_known;
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_kind_known CHECK (kind IN ('receipt', 'refund', 'void'));
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_void_names_one CHECK ((kind = 'void') = (voids_entry_id IS NOT NULL));
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_voids_fk FOREIGN KEY (organization_id, voids_entry_id)
  REFERENCES payment_entries (organization_id, id);
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_voided_once UNIQUE (organization_id, voids_entry_id);
UPDATE payment_entries e SET receipt_number = n.number
FROM (SELECT organization_id, id, row_number() OVER (PARTITION BY organization_id, clinic_id ORDER BY occurred_at, id) AS number
      FROM payment_entries) n
WHERE e.organization_id = n.organization_id AND e.id = n.id;
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_receipt_number_key UNIQUE (organization_id, clinic_id, receipt_number);

CREATE TABLE receipt_counters (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT receipt_counters_pkey PRIMARY KEY (organization_id, clinic_id)
);
INSERT INTO receipt_counters (organization_id, clinic_id, last_number)
SELECT organization_id, clinic_id, count(*) FROM payment_entries GROUP BY 1, 2;

-- The cash of one account at one clinic on one date, from what was in the drawer to what was counted.
CREATE TABLE cash_drawers (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  account_id uuid NOT NULL,
  business_date date NOT NULL,
  float_minor bigint NOT NULL,
  currency text NOT NULL,
  status text NOT NULL,
  expected_minor bigint,
  counted_minor bigint,
  note text,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  -- [{closed_at, closed_by, reopened_at, reopened_by, reason}, ...]
  reopenings jsonb NOT NULL DEFAULT '[]',
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT cash_drawers_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT cash_drawers_day_key UNIQUE (organization_id, clinic_id, business_date, account_id),
  CONSTRAINT cash_drawers_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT cash_drawers_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
  CONSTRAINT cash_drawers_status_known CHECK (status IN ('open', 'closed')),
  CONSTRAINT cash_drawers_closed_is_counted
    CHECK ((status = 'closed') = (closed_at IS NOT NULL AND expected_minor IS NOT NULL AND counted_minor IS NOT NULL)),
  CONSTRAINT cash_drawers_not_negative CHECK (float_minor >= 0 AND counted_minor >= 0)
);

-- A date whose money is final, with its figures written down as they were; while it is open again it has none.
CREATE TABLE day_closes (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  business_date date NOT NULL,
  figures jsonb,
  note text,
  closed_by uuid,
  closed_at timestamptz,
  reopenings jsonb NOT NULL DEFAULT '[]',
  version integer NOT NULL,
  CONSTRAINT day_closes_pkey PRIMARY KEY (organization_id, clinic_id, business_date),
  CONSTRAINT day_closes_closed_has_figures CHECK ((closed_at IS NULL) = (figures IS NULL)),
  CONSTRAINT day_closes_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id)
);

-- Somebody whose name nobody knows yet, and records that turned out to be one person's.
ALTER TABLE patients ADD COLUMN provisional boolean NOT NULL DEFAULT false;
ALTER TABLE patients ADD COLUMN merged_into uuid;
ALTER TABLE patients ADD CONSTRAINT patients_merged_into_fk FOREIGN KEY (organization_id, merged_into) REFERENCES patients (organization_id, id);
ALTER TABLE patients ADD CONSTRAINT patients_not_merged_into_itself CHECK (merged_into <> id);
CREATE INDEX patients_birth_date_idx ON patients (organization_id, birth_date) WHERE birth_date IS NOT NULL;
-- How the words of the name sound, in any script and order. The application writes it beside name_key; migrating fills what is missing.
ALTER TABLE patients ADD COLUMN sound_key text;
CREATE INDEX patients_sound_key_idx ON patients USING gist (organization_id, sound_key gist_trgm_ops);
-- A merged record keeps what it says, so a number may be the kept one's meanwhile.
DROP INDEX patients_phone_owner_key;
CREATE UNIQUE INDEX patients_phone_owner_key ON patients (organization_id, phone)
  WHERE phone_is_own AND phone IS NOT NULL AND merged_into IS NULL;

-- Nothing can belong to a merged record, whoever comes first: who merges changes this key, and who writes here needs it as it was.
ALTER TABLE patients ADD COLUMN kept boolean NOT NULL GENERATED ALWAYS AS (merged_into IS NULL) STORED;
ALTER TABLE patients ADD CONSTRAINT patients_kept_key UNIQUE (organization_id, id, kept);
ALTER TABLE visit_tickets ADD COLUMN patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED;
ALTER TABLE visit_tickets DROP CONSTRAINT visit_tickets_patient_fk;
ALTER TABLE visit_tickets ADD CONSTRAINT visit_tickets_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept)
  REFERENCES patients (organization_id, id, kept);
ALTER TABLE contracts ADD COLUMN patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED;
ALTER TABLE contracts DROP CONSTRAINT contracts_patient_fk;
ALTER TABLE contracts ADD CONSTRAINT contracts_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept)
  REFERENCES patients (organization_id, id, kept);
ALTER TABLE booking_requests ADD COLUMN patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED;
ALTER TABLE booking_requests DROP CONSTRAINT booking_requests_patient_fk;
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept)
  REFERENCES patients (organization_id, id, kept);
ALTER TABLE standing_admissions ADD COLUMN patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED;
ALTER TABLE standing_admissions DROP CONSTRAINT standing_admissions_patient_fk;
ALTER TABLE standing_admissions ADD CONSTRAINT standing_admissions_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept)
  REFERENCES patients (organization_id, id, kept);
-- A ticket of the day that another one takes in is gone.
GRANT DELETE ON visit_tickets TO tessera_app;

CREATE OR REPLACE FUNCTION find_patients_by_name(p_organization_id uuid, p_words text[], p_limit integer)
RETURNS TABLE (patient_id uuid, closeness real)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET pg_trgm.word_similarity_threshold = 0.3 AS $$
  SELECT p.id, (SELECT min(CASE WHEN p.name_key LIKE '%' || word || '%' THEN 1 ELSE word_similarity(word, p.name_key) END)
                FROM unnest(p_words) AS word)
  FROM patients p
  WHERE p.organization_id = p_organization_id
    AND p_organization_id = current_setting('app.organization_id')::uuid
    AND p.merged_into IS NULL
    AND (p_words[1] <% p.name_key OR p.name_key LIKE '%' || p_words[1] || '%')
    AND (SELECT bool_and(word <% p.name_key OR p.name_key LIKE '%' || word || '%') FROM unnest(p_words) AS word)
  ORDER BY 2 DESC, p.name_key, p.id
  LIMIT p_limit
$$;

-- Whose name is written or sounds like this one, nearest first. It reads as the owner of the table, as find_patients_by_name does.
CREATE FUNCTION find_patients_like(p_organization_id uuid, p_name_key text, p_sound_key text, p_limit integer)
RETURNS TABLE (patient_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET pg_trgm.similarity_threshold = 0.4 AS $$
  (SELECT p.id FROM patients p
   WHERE p.organization_id = p_organization_id AND p_organization_id = current_setting('app.organization_id')::uuid
     AND p.merged_into IS NULL AND p.sound_key % p_sound_key
   ORDER BY p.sound_key <-> p_sound_key LIMIT p_limit)
  UNION
  (SELECT p.id FROM patients p
   WHERE p.organization_id = p_organization_id AND p_organization_id = current_setting('app.organization_id')::uuid
     AND p.merged_into IS NULL AND p.name_key % p_name_key
   ORDER BY p.name_key <-> p_name_key LIMIT p_limit)
$$;
REVOKE ALL ON FUNCTION find_patients_like FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients_like TO tessera_app;

-- What was moved from one record to the other, so that it can be moved back.
CREATE TABLE patient_merges (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  -- {table: [id, ...], ...} and the merged record as it was.
  moved jsonb NOT NULL,
  reason text,
  merged_by uuid,
  merged_at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  version integer NOT NULL,
  CONSTRAINT patient_merges_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT patient_merges_kept_fk FOREIGN KEY (organization_id, kept_id) REFERENCES patients (organization_id, id),
  CONSTRAINT patient_merges_merged_fk FOREIGN KEY (organization_id, merged_id) REFERENCES patients (organization_id, id)
);
CREATE INDEX patient_merges_kept_idx ON patient_merges (organization_id, kept_id);
CREATE UNIQUE INDEX patient_merges_standing_key ON patient_merges (organization_id, merged_id) WHERE undone_at IS NULL;

-- What clinicians write for each other. A note is not changed: another one corrects it.
CREATE TABLE medical_notes (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  visit_id uuid,
  corrects_id uuid,
  body text NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  CONSTRAINT medical_notes_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT medical_notes_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept)
    REFERENCES patients (organization_id, id, kept),
  CONSTRAINT medical_notes_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits (organization_id, id),
  CONSTRAINT medical_notes_corrects_fk FOREIGN KEY (organization_id, corrects_id) REFERENCES medical_notes (organization_id, id),
  CONSTRAINT medical_notes_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CREATE INDEX medical_notes_patient_idx ON medical_notes (organization_id, patient_id, created_at);

ALTER TABLE events DROP CONSTRAINT events_subject_known;
ALTER TABLE events ADD CONSTRAINT events_subject_known CHECK (subject IN ('appointment', 'visit', 'payment', 'session', 'patient'));

GRANT SELECT, INSERT, UPDATE ON session_rules TO tessera_app;
ALTER TABLE session_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_rules_tenant ON session_rules USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON sessions TO tessera_app;
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_tenant ON sessions USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON session_beds TO tessera_app;
ALTER TABLE session_beds ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_beds_tenant ON session_beds USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON standing_admissions TO tessera_app;
ALTER TABLE standing_admissions ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing_admissions_tenant ON standing_admissions USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON standing_admission_rules TO tessera_app;
ALTER TABLE standing_admission_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing_admission_rules_tenant ON standing_admission_rules USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON visit_estimates TO tessera_app;
ALTER TABLE visit_estimates ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_estimates_tenant ON visit_estimates USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON payment_adjustments TO tessera_app;
ALTER TABLE payment_adjustments ENABLE ROW LEVEL SECURITY;
CREATE POLICY payment_adjustments_tenant ON payment_adjustments USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON receipt_counters TO tessera_app;
ALTER TABLE receipt_counters ENABLE ROW LEVEL SECURITY;
CREATE POLICY receipt_counters_tenant ON receipt_counters USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON cash_drawers TO tessera_app;
ALTER TABLE cash_drawers ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_drawers_tenant ON cash_drawers USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON day_closes TO tessera_app;
ALTER TABLE day_closes ENABLE ROW LEVEL SECURITY;
CREATE POLICY day_closes_tenant ON day_closes USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON patient_merges TO tessera_app;
ALTER TABLE patient_merges ENABLE ROW LEVEL SECURITY;
CREATE POLICY patient_merges_tenant ON patient_merges USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE (patient_id) ON medical_notes TO tessera_app;
ALTER TABLE medical_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY medical_notes_tenant ON medical_notes USING (organization_id = current_setting('app.organization_id')::uuid);
