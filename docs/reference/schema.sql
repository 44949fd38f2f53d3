CREATE EXTENSION btree_gin;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;

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
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT accounts_email_key UNIQUE (organization_id, email),
  CONSTRAINT accounts_email_folded CHECK ((email = lower(email))),
  CONSTRAINT accounts_role_known CHECK ((role = ANY (ARRAY['admin'::text, 'receptionist'::text, 'doctor'::text, 'patient'::text, 'display'::text]))),
  CONSTRAINT accounts_status_known CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY accounts_tenant ON accounts USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON accounts TO tessera_app;

CREATE TABLE api_tokens (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT api_tokens_secret_key UNIQUE (organization_id, secret_hash)
);
ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_tokens_tenant ON api_tokens USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON api_tokens TO tessera_app;

CREATE TABLE appointments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  booking_id text NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_id uuid NOT NULL,
  practitioner_id uuid,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  starts_local timestamp without time zone NOT NULL,
  timezone text NOT NULL,
  service_date date NOT NULL,
  patient_timezone text,
  status text NOT NULL,
  booking_source text NOT NULL,
  notes text,
  service_name text NOT NULL,
  duration_minutes smallint NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  consultation_mode text NOT NULL,
  reschedule_count smallint NOT NULL,
  overlap_waived boolean NOT NULL,
  hold_expires_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  completed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancelled_by uuid,
  cancellation_reason text,
  no_show_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  phases jsonb,
  needs_approval boolean,
  waived jsonb,
  cancelled_for text,
  cancelled_late boolean,
  session_ticket_id uuid,
  session_id uuid,
  bed_id uuid,
  standing_admission_id uuid,
  CONSTRAINT appointments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT appointments_booking_id_key UNIQUE (organization_id, booking_id),
  CONSTRAINT appointments_patient_no_overlap EXCLUDE USING gist (organization_id WITH =, patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((status = ANY (ARRAY['held'::text, 'pending'::text, 'confirmed'::text, 'checked_in'::text, 'completed'::text])) AND (NOT overlap_waived))),
  CONSTRAINT appointments_bed_of_session CHECK (((bed_id IS NULL) OR (session_id IS NOT NULL))),
  CONSTRAINT appointments_cancelled_for_known CHECK ((cancelled_for = ANY (ARRAY['patient'::text, 'clinic'::text]))),
  CONSTRAINT appointments_cancelled_has_time CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT appointments_checked_in_has_time CHECK (((status <> 'checked_in'::text) OR (checked_in_at IS NOT NULL))),
  CONSTRAINT appointments_completed_has_time CHECK (((status = 'completed'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT appointments_hold_has_expiry CHECK (((status <> 'held'::text) OR (hold_expires_at IS NOT NULL))),
  CONSTRAINT appointments_lasts_up_to_a_day CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '24:00:00'::interval)))),
  CONSTRAINT appointments_no_show_has_time CHECK (((status = 'no_show'::text) = (no_show_at IS NOT NULL))),
  CONSTRAINT appointments_source_known CHECK ((booking_source = ANY (ARRAY['phone'::text, 'walk_in'::text, 'online'::text, 'system'::text]))),
  CONSTRAINT appointments_status_known CHECK ((status = ANY (ARRAY['held'::text, 'pending'::text, 'confirmed'::text, 'checked_in'::text, 'completed'::text, 'cancelled'::text, 'no_show'::text, 'expired'::text])))
);
CREATE INDEX appointments_clinic_date_idx ON public.appointments USING btree (organization_id, clinic_id, service_date);
CREATE INDEX appointments_hold_expiry_idx ON public.appointments USING btree (organization_id, hold_expires_at) WHERE (status = 'held'::text);
CREATE INDEX appointments_patient_idx ON public.appointments USING btree (organization_id, patient_id, starts_at);
CREATE INDEX appointments_practitioner_idx ON public.appointments USING btree (organization_id, practitioner_id, starts_at);
CREATE UNIQUE INDEX appointments_session_bed_key ON public.appointments USING btree (organization_id, session_id, bed_id) WHERE ((bed_id IS NOT NULL) AND (status = ANY (ARRAY['held'::text, 'pending'::text, 'confirmed'::text, 'checked_in'::text, 'completed'::text])));
CREATE INDEX appointments_session_idx ON public.appointments USING btree (organization_id, session_id) WHERE (session_id IS NOT NULL);
CREATE UNIQUE INDEX appointments_session_ticket_key ON public.appointments USING btree (organization_id, session_ticket_id) WHERE ((session_ticket_id IS NOT NULL) AND (status = ANY (ARRAY['held'::text, 'pending'::text, 'confirmed'::text, 'checked_in'::text, 'completed'::text])));
CREATE INDEX appointments_standing_idx ON public.appointments USING btree (organization_id, standing_admission_id) WHERE (standing_admission_id IS NOT NULL);
ALTER TABLE appointments ENABLE ROW LEVEL SECURITY;
CREATE POLICY appointments_tenant ON appointments USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON appointments TO tessera_app;

CREATE TABLE booking_patterns (
  organization_id uuid NOT NULL,
  request_id uuid NOT NULL,
  position smallint NOT NULL,
  weekday smallint,
  start_local time without time zone,
  end_local time without time zone,
  practitioner_id uuid,
  weight smallint NOT NULL,
  CONSTRAINT booking_patterns_pkey PRIMARY KEY (organization_id, request_id, "position"),
  CONSTRAINT booking_patterns_says_something CHECK ((num_nonnulls(weekday, start_local, practitioner_id) > 0)),
  CONSTRAINT booking_patterns_weekday_iso CHECK (((weekday >= 1) AND (weekday <= 7))),
  CONSTRAINT booking_patterns_weight_range CHECK (((weight >= 1) AND (weight <= 100))),
  CONSTRAINT booking_patterns_window_in_order CHECK (((end_local IS NULL) OR (start_local < end_local)))
);
ALTER TABLE booking_patterns ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_patterns_tenant ON booking_patterns USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON booking_patterns TO tessera_app;

CREATE TABLE booking_requests (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_id uuid NOT NULL,
  contract_line_id uuid,
  sessions smallint NOT NULL,
  status text NOT NULL,
  earliest_date date NOT NULL,
  latest_date date,
  min_days_between smallint NOT NULL,
  max_days_between smallint,
  preferred_days_between smallint,
  practitioner_id uuid,
  practitioner_required boolean NOT NULL,
  clinic_required boolean NOT NULL,
  room_kind text,
  room_kind_required boolean NOT NULL,
  priority smallint NOT NULL,
  waitlisted boolean NOT NULL,
  offer_notice_minutes integer NOT NULL,
  notes text,
  cancellation_reason text,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  earlier boolean,
  CONSTRAINT booking_requests_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT booking_requests_line_key UNIQUE (organization_id, contract_line_id),
  CONSTRAINT booking_requests_dates_in_order CHECK ((latest_date >= earliest_date)),
  CONSTRAINT booking_requests_gaps_in_order CHECK ((((min_days_between >= 1) AND (min_days_between <= 365)) AND ((max_days_between >= min_days_between) AND (max_days_between <= 365)) AND ((preferred_days_between >= min_days_between) AND (preferred_days_between <= COALESCE((max_days_between)::integer, 365))))),
  CONSTRAINT booking_requests_notice_range CHECK (((offer_notice_minutes >= 0) AND (offer_notice_minutes <= 43200))),
  CONSTRAINT booking_requests_priority_range CHECK (((priority >= 0) AND (priority <= 9))),
  CONSTRAINT booking_requests_requires_what_it_names CHECK ((((practitioner_id IS NOT NULL) OR (NOT practitioner_required)) AND ((room_kind IS NOT NULL) OR (NOT room_kind_required)))),
  CONSTRAINT booking_requests_room_kind_known CHECK ((room_kind = ANY (ARRAY['room'::text, 'station'::text, 'bed'::text, 'equipment'::text, 'telehealth'::text, 'staff'::text]))),
  CONSTRAINT booking_requests_sessions_range CHECK (((sessions >= 1) AND (sessions <= 200))),
  CONSTRAINT booking_requests_status_known CHECK ((status = ANY (ARRAY['open'::text, 'partially_scheduled'::text, 'scheduled'::text, 'fulfilled'::text, 'cancelled'::text, 'expired'::text])))
);
CREATE INDEX booking_requests_earlier_idx ON public.booking_requests USING btree (organization_id, clinic_id) WHERE (earlier AND (status = 'scheduled'::text));
CREATE INDEX booking_requests_latest_idx ON public.booking_requests USING btree (organization_id, latest_date) WHERE ((status = ANY (ARRAY['open'::text, 'partially_scheduled'::text])) AND (latest_date IS NOT NULL));
CREATE INDEX booking_requests_open_idx ON public.booking_requests USING btree (organization_id, service_id, clinic_id, created_at) WHERE (status = ANY (ARRAY['open'::text, 'partially_scheduled'::text]));
CREATE INDEX booking_requests_patient_idx ON public.booking_requests USING btree (organization_id, patient_id, created_at);
ALTER TABLE booking_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_requests_tenant ON booking_requests USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON booking_requests TO tessera_app;

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
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  closed_by uuid,
  reopenings jsonb NOT NULL DEFAULT '[]'::jsonb,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT cash_drawers_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT cash_drawers_day_key UNIQUE (organization_id, clinic_id, business_date, account_id),
  CONSTRAINT cash_drawers_closed_is_counted CHECK (((status = 'closed'::text) = ((closed_at IS NOT NULL) AND (expected_minor IS NOT NULL) AND (counted_minor IS NOT NULL)))),
  CONSTRAINT cash_drawers_not_negative CHECK (((float_minor >= 0) AND (counted_minor >= 0))),
  CONSTRAINT cash_drawers_status_known CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
);
ALTER TABLE cash_drawers ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_drawers_tenant ON cash_drawers USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON cash_drawers TO tessera_app;

CREATE TABLE clinics (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  timezone text NOT NULL,
  queue_policy text NOT NULL,
  address text,
  phone text,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  country text,
  region text,
  no_show_grace_minutes smallint,
  waitlist_offer_minutes smallint NOT NULL,
  wait_warning_minutes smallint NOT NULL DEFAULT 20,
  wait_alert_minutes smallint NOT NULL DEFAULT 45,
  CONSTRAINT clinics_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT clinics_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT clinics_no_show_grace_range CHECK (((no_show_grace_minutes >= 0) AND (no_show_grace_minutes <= 1440))),
  CONSTRAINT clinics_queue_policy_known CHECK ((queue_policy = ANY (ARRAY['on_arrival'::text, 'on_booking'::text]))),
  CONSTRAINT clinics_status_known CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text]))),
  CONSTRAINT clinics_wait_alerts_in_order CHECK (((0 < wait_warning_minutes) AND (wait_warning_minutes <= wait_alert_minutes))),
  CONSTRAINT clinics_waitlist_offer_range CHECK (((waitlist_offer_minutes >= 1) AND (waitlist_offer_minutes <= 1440)))
);
ALTER TABLE clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY clinics_tenant ON clinics USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON clinics TO tessera_app;

CREATE TABLE contract_lines (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  contract_id uuid NOT NULL,
  position smallint NOT NULL,
  service_id uuid NOT NULL,
  sessions smallint NOT NULL,
  price_minor bigint NOT NULL,
  wishes jsonb NOT NULL,
  CONSTRAINT contract_lines_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT contract_lines_position_key UNIQUE (organization_id, contract_id, "position"),
  CONSTRAINT contract_lines_price_not_negative CHECK ((price_minor >= 0)),
  CONSTRAINT contract_lines_sessions_range CHECK (((sessions >= 1) AND (sessions <= 200)))
);
ALTER TABLE contract_lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY contract_lines_tenant ON contract_lines USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON contract_lines TO tessera_app;

CREATE TABLE contracts (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  contract_number text NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  status text NOT NULL,
  currency text NOT NULL,
  notes text,
  confirmed_at timestamp with time zone,
  completed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  refund_due_minor bigint,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  CONSTRAINT contracts_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT contracts_number_key UNIQUE (organization_id, contract_number),
  CONSTRAINT contracts_cancelled_has_time CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT contracts_completed_has_time CHECK (((status = 'completed'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT contracts_confirmed_has_time CHECK (((status = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (confirmed_at IS NOT NULL))),
  CONSTRAINT contracts_refund_of_cancelled CHECK (((refund_due_minor IS NULL) OR ((status = 'cancelled'::text) AND (refund_due_minor >= 0)))),
  CONSTRAINT contracts_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'confirmed'::text, 'completed'::text, 'cancelled'::text])))
);
CREATE INDEX contracts_clinic_idx ON public.contracts USING btree (organization_id, clinic_id, created_at);
CREATE INDEX contracts_patient_idx ON public.contracts USING btree (organization_id, patient_id, created_at);
ALTER TABLE contracts ENABLE ROW LEVEL SECURITY;
CREATE POLICY contracts_tenant ON contracts USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON contracts TO tessera_app;

CREATE TABLE day_closes (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  business_date date NOT NULL,
  figures jsonb,
  note text,
  closed_by uuid,
  closed_at timestamp with time zone,
  reopenings jsonb NOT NULL DEFAULT '[]'::jsonb,
  version integer NOT NULL,
  CONSTRAINT day_closes_pkey PRIMARY KEY (organization_id, clinic_id, business_date),
  CONSTRAINT day_closes_closed_has_figures CHECK (((closed_at IS NULL) = (figures IS NULL)))
);
ALTER TABLE day_closes ENABLE ROW LEVEL SECURITY;
CREATE POLICY day_closes_tenant ON day_closes USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON day_closes TO tessera_app;

CREATE TABLE events (
  organization_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  id uuid NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  actor_id uuid,
  occurred_at timestamp with time zone NOT NULL,
  change jsonb NOT NULL,
  clinic_id uuid,
  service_date date,
  CONSTRAINT events_pkey PRIMARY KEY (organization_id, subject_id, version),
  CONSTRAINT events_subject_known CHECK ((subject = ANY (ARRAY['appointment'::text, 'visit'::text, 'payment'::text, 'session'::text, 'patient'::text])))
);
CREATE INDEX events_day_idx ON public.events USING btree (organization_id, clinic_id, service_date) WHERE (service_date IS NOT NULL);
CREATE INDEX events_occurred_idx ON public.events USING btree (organization_id, occurred_at);
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY events_tenant ON events USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON events TO tessera_app;

CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, account_id, key),
  CONSTRAINT idempotency_keys_key_length CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
CREATE INDEX idempotency_keys_created_idx ON public.idempotency_keys USING btree (organization_id, created_at);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_keys_tenant ON idempotency_keys USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON idempotency_keys TO tessera_app;

CREATE TABLE imported_rows (
  organization_id uuid NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  external_key text NOT NULL,
  subject_id uuid NOT NULL,
  imported_at timestamp with time zone NOT NULL,
  CONSTRAINT imported_rows_pkey PRIMARY KEY (organization_id, source, kind, external_key)
);
ALTER TABLE imported_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY imported_rows_tenant ON imported_rows USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON imported_rows TO tessera_app;

CREATE TABLE matching_placements (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  position integer NOT NULL,
  status text NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_id uuid NOT NULL,
  session_ticket_id uuid,
  appointment_id uuid,
  was jsonb,
  practitioner_id uuid,
  resource_ids uuid[] NOT NULL,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  cost bigint NOT NULL,
  reasons jsonb NOT NULL,
  refusal jsonb,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT matching_placements_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT matching_placements_position_key UNIQUE (organization_id, plan_id, "position"),
  CONSTRAINT matching_placements_placed_has_time CHECK (((num_nonnulls(starts_at, ends_at) = ANY (ARRAY[0, 2])) AND (ends_at > starts_at))),
  CONSTRAINT matching_placements_status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'unplaced'::text, 'committed'::text, 'refused'::text, 'undone'::text])))
);
CREATE INDEX matching_placements_ticket_idx ON public.matching_placements USING btree (organization_id, session_ticket_id) WHERE (session_ticket_id IS NOT NULL);
ALTER TABLE matching_placements ENABLE ROW LEVEL SECURITY;
CREATE POLICY matching_placements_tenant ON matching_placements USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON matching_placements TO tessera_app;

CREATE TABLE matching_plans (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  clinic_id uuid,
  status text NOT NULL,
  question jsonb NOT NULL,
  weights jsonb NOT NULL,
  objective bigint,
  bound bigint,
  curve jsonb NOT NULL,
  progress smallint NOT NULL,
  failure text,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT matching_plans_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT matching_plans_bound_below CHECK ((bound <= objective)),
  CONSTRAINT matching_plans_kind_known CHECK ((kind = ANY (ARRAY['series'::text, 'batch'::text, 'itinerary'::text, 'replan'::text]))),
  CONSTRAINT matching_plans_progress_range CHECK (((progress >= 0) AND (progress <= 100))),
  CONSTRAINT matching_plans_status_known CHECK ((status = ANY (ARRAY['running'::text, 'ready'::text, 'committed'::text, 'undone'::text, 'cancelled'::text, 'failed'::text])))
);
CREATE INDEX matching_plans_recent_idx ON public.matching_plans USING btree (organization_id, created_at);
ALTER TABLE matching_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY matching_plans_tenant ON matching_plans USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON matching_plans TO tessera_app;

CREATE TABLE medical_notes (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  visit_id uuid,
  corrects_id uuid,
  body text NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  CONSTRAINT medical_notes_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX medical_notes_patient_idx ON public.medical_notes USING btree (organization_id, patient_id, created_at);
ALTER TABLE medical_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY medical_notes_tenant ON medical_notes USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON medical_notes TO tessera_app;

CREATE TABLE organizations (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  currency text NOT NULL,
  country text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT organizations_pkey PRIMARY KEY (id),
  CONSTRAINT organizations_slug_key UNIQUE (slug),
  CONSTRAINT organizations_country_shape CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT organizations_currency_shape CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT organizations_slug_shape CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'::text))
);

GRANT INSERT, SELECT ON organizations TO tessera_app;

CREATE TABLE outbox (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  clinic_id uuid NOT NULL,
  rooms text[] NOT NULL,
  area text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (organization_id, id)
);
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY outbox_tenant ON outbox USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON outbox TO tessera_app;

CREATE TABLE patient_merges (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  moved jsonb NOT NULL,
  reason text,
  merged_by uuid,
  merged_at timestamp with time zone NOT NULL,
  undone_by uuid,
  undone_at timestamp with time zone,
  version integer NOT NULL,
  CONSTRAINT patient_merges_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX patient_merges_kept_idx ON public.patient_merges USING btree (organization_id, kept_id);
CREATE UNIQUE INDEX patient_merges_standing_key ON public.patient_merges USING btree (organization_id, merged_id) WHERE (undone_at IS NULL);
ALTER TABLE patient_merges ENABLE ROW LEVEL SECURITY;
CREATE POLICY patient_merges_tenant ON patient_merges USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON patient_merges TO tessera_app;

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
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  provisional boolean NOT NULL DEFAULT false,
  merged_into uuid,
  sound_key text,
  kept boolean NOT NULL GENERATED ALWAYS AS ((merged_into IS NULL)) STORED,
  CONSTRAINT patients_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT patients_kept_key UNIQUE (organization_id, id, kept),
  CONSTRAINT patients_gender_known CHECK ((gender = ANY (ARRAY['male'::text, 'female'::text, 'other'::text, 'unknown'::text]))),
  CONSTRAINT patients_not_merged_into_itself CHECK ((merged_into <> id)),
  CONSTRAINT patients_phone_shape CHECK ((phone ~ '^\+[0-9]{4,15}$'::text))
);
CREATE INDEX patients_birth_date_idx ON public.patients USING btree (organization_id, birth_date) WHERE (birth_date IS NOT NULL);
CREATE INDEX patients_list_idx ON public.patients USING btree (organization_id, name_key COLLATE "C", id) WHERE (merged_into IS NULL);
CREATE INDEX patients_name_parts_idx ON public.patients USING gin (organization_id, name_key gin_trgm_ops) WHERE (merged_into IS NULL);
CREATE INDEX patients_phone_idx ON public.patients USING btree (organization_id, phone);
CREATE UNIQUE INDEX patients_phone_owner_key ON public.patients USING btree (organization_id, phone) WHERE (phone_is_own AND (phone IS NOT NULL) AND (merged_into IS NULL));
CREATE INDEX patients_phone_parts_idx ON public.patients USING gin (organization_id, phone gin_trgm_ops) WHERE ((phone IS NOT NULL) AND (merged_into IS NULL));
CREATE INDEX patients_sound_key_idx ON public.patients USING btree (organization_id, sound_key) WHERE (merged_into IS NULL);
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
CREATE POLICY patients_tenant ON patients USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON patients TO tessera_app;

CREATE TABLE payment_adjustments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  reason text,
  account_id uuid,
  occurred_at timestamp with time zone NOT NULL,
  occurred_on date NOT NULL,
  CONSTRAINT payment_adjustments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payment_adjustments_kind_known CHECK ((kind = ANY (ARRAY['waiver'::text, 'release'::text, 'late_cancel_fee'::text, 'no_show_fee'::text, 'price'::text, 'undo'::text]))),
  CONSTRAINT payment_adjustments_sign CHECK (
CASE
    WHEN (kind = ANY (ARRAY['waiver'::text, 'release'::text])) THEN (amount_minor < 0)
    WHEN (kind = ANY (ARRAY['price'::text, 'undo'::text])) THEN (amount_minor <> 0)
    ELSE (amount_minor > 0)
END),
  CONSTRAINT payment_adjustments_waiver_has_reason CHECK (((kind <> 'waiver'::text) OR (reason IS NOT NULL)))
);
CREATE INDEX payment_adjustments_day_idx ON public.payment_adjustments USING btree (organization_id, clinic_id, occurred_on);
CREATE INDEX payment_adjustments_payment_idx ON public.payment_adjustments USING btree (organization_id, payment_id);
ALTER TABLE payment_adjustments ENABLE ROW LEVEL SECURITY;
CREATE POLICY payment_adjustments_tenant ON payment_adjustments USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON payment_adjustments TO tessera_app;

CREATE TABLE payment_entries (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  method text NOT NULL,
  account_id uuid,
  occurred_at timestamp with time zone NOT NULL,
  occurred_on date NOT NULL,
  voids_entry_id uuid,
  reason text,
  receipt_number integer,
  CONSTRAINT payment_entries_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payment_entries_receipt_number_key UNIQUE (organization_id, clinic_id, receipt_number),
  CONSTRAINT payment_entries_voided_once UNIQUE (organization_id, voids_entry_id),
  CONSTRAINT payment_entries_amount_positive CHECK ((amount_minor > 0)),
  CONSTRAINT payment_entries_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'refund'::text, 'void'::text]))),
  CONSTRAINT payment_entries_method_known CHECK ((method = ANY (ARRAY['cash'::text, 'visa'::text, 'bank_transfer'::text]))),
  CONSTRAINT payment_entries_void_names_one CHECK (((kind = 'void'::text) = (voids_entry_id IS NOT NULL)))
);
CREATE INDEX payment_entries_day_idx ON public.payment_entries USING btree (organization_id, clinic_id, occurred_on);
CREATE INDEX payment_entries_payment_idx ON public.payment_entries USING btree (organization_id, payment_id);
ALTER TABLE payment_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY payment_entries_tenant ON payment_entries USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON payment_entries TO tessera_app;

CREATE TABLE payments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  visit_id uuid,
  appointment_id uuid,
  patient_id uuid NOT NULL,
  practitioner_id uuid,
  service_date date NOT NULL,
  total_minor bigint NOT NULL,
  amount_paid_minor bigint NOT NULL,
  currency text NOT NULL,
  share_basis_points integer NOT NULL,
  practitioner_share_minor bigint NOT NULL,
  clinic_share_minor bigint NOT NULL,
  status text NOT NULL,
  due_at timestamp with time zone,
  paid_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  contract_id uuid,
  price_minor bigint NOT NULL,
  charge_minor bigint NOT NULL,
  deposit_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT payments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payments_contract_key UNIQUE (organization_id, contract_id),
  CONSTRAINT payments_visit_key UNIQUE (organization_id, visit_id),
  CONSTRAINT payments_for_one_thing CHECK ((num_nonnulls(visit_id, contract_id) = 1)),
  CONSTRAINT payments_paid_in_full CHECK ((((status = 'paid'::text) = (paid_at IS NOT NULL)) AND ((status <> 'paid'::text) OR (amount_paid_minor = total_minor)))),
  CONSTRAINT payments_paid_within_total CHECK (((amount_paid_minor >= 0) AND (amount_paid_minor <= total_minor))),
  CONSTRAINT payments_price_not_negative CHECK (((price_minor >= 0) AND (charge_minor >= 0) AND (deposit_minor >= 0))),
  CONSTRAINT payments_refunded_in_full CHECK (((status <> 'refunded'::text) OR (amount_paid_minor = 0))),
  CONSTRAINT payments_shares_add_up CHECK (((practitioner_share_minor + clinic_share_minor) = total_minor)),
  CONSTRAINT payments_shares_not_negative CHECK (((practitioner_share_minor >= 0) AND (clinic_share_minor >= 0))),
  CONSTRAINT payments_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'paid'::text, 'refunded'::text]))),
  CONSTRAINT payments_total_is_charge_or_paid CHECK ((total_minor = GREATEST(charge_minor, amount_paid_minor)))
);
CREATE INDEX payments_clinic_date_idx ON public.payments USING btree (organization_id, clinic_id, service_date);
CREATE INDEX payments_outstanding_idx ON public.payments USING btree (organization_id, clinic_id, due_at) WHERE ((status = 'pending'::text) AND (due_at IS NOT NULL));
CREATE INDEX payments_patient_idx ON public.payments USING btree (organization_id, patient_id, service_date);
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY payments_tenant ON payments USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON payments TO tessera_app;

CREATE TABLE pool_resources (
  organization_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  position smallint NOT NULL,
  CONSTRAINT pool_resources_pkey PRIMARY KEY (organization_id, pool_id, resource_id)
);
CREATE INDEX pool_resources_resource_idx ON public.pool_resources USING btree (organization_id, resource_id);
ALTER TABLE pool_resources ENABLE ROW LEVEL SECURITY;
CREATE POLICY pool_resources_tenant ON pool_resources USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON pool_resources TO tessera_app;

CREATE TABLE pools (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT pools_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT pools_status_known CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])))
);
CREATE INDEX pools_clinic_idx ON public.pools USING btree (organization_id, clinic_id);
ALTER TABLE pools ENABLE ROW LEVEL SECURITY;
CREATE POLICY pools_tenant ON pools USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON pools TO tessera_app;

CREATE TABLE practitioner_clinics (
  organization_id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  CONSTRAINT practitioner_clinics_pkey PRIMARY KEY (organization_id, practitioner_id, clinic_id)
);
CREATE INDEX practitioner_clinics_clinic_idx ON public.practitioner_clinics USING btree (organization_id, clinic_id);
ALTER TABLE practitioner_clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioner_clinics_tenant ON practitioner_clinics USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON practitioner_clinics TO tessera_app;

CREATE TABLE practitioners (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  specialty text,
  share_basis_points integer NOT NULL,
  CONSTRAINT practitioners_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT practitioners_share_range CHECK (((share_basis_points >= 0) AND (share_basis_points <= 10000)))
);
ALTER TABLE practitioners ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioners_tenant ON practitioners USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON practitioners TO tessera_app;

CREATE TABLE queue_counters (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_date date NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT queue_counters_pkey PRIMARY KEY (organization_id, clinic_id, service_date)
);
ALTER TABLE queue_counters ENABLE ROW LEVEL SECURITY;
CREATE POLICY queue_counters_tenant ON queue_counters USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON queue_counters TO tessera_app;

CREATE TABLE receipt_counters (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT receipt_counters_pkey PRIMARY KEY (organization_id, clinic_id)
);
ALTER TABLE receipt_counters ENABLE ROW LEVEL SECURITY;
CREATE POLICY receipt_counters_tenant ON receipt_counters USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON receipt_counters TO tessera_app;

CREATE TABLE relay_turns (
  organization_id uuid NOT NULL,
  CONSTRAINT relay_turns_pkey PRIMARY KEY (organization_id)
);
ALTER TABLE relay_turns ENABLE ROW LEVEL SECURITY;
CREATE POLICY relay_turns_tenant ON relay_turns USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON relay_turns TO tessera_app;

CREATE TABLE resource_claims (
  organization_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  id uuid NOT NULL,
  phase smallint NOT NULL,
  resource_id uuid NOT NULL,
  lane smallint NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  lead_starts_at timestamp with time zone NOT NULL,
  lead_ends_at timestamp with time zone NOT NULL,
  CONSTRAINT resource_claims_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT resource_claims_lead_no_overlap EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, lane WITH =, tstzrange(lead_starts_at, lead_ends_at) WITH &&) WHERE ((status = ANY (ARRAY['held'::text, 'active'::text]))),
  CONSTRAINT resource_claims_no_overlap EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, lane WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((status = ANY (ARRAY['held'::text, 'active'::text]))),
  CONSTRAINT resource_claims_bounded CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '32:00:00'::interval)))),
  CONSTRAINT resource_claims_lead_bounded CHECK (((lead_starts_at <= starts_at) AND (lead_ends_at <= ends_at) AND (lead_ends_at > starts_at) AND (lead_starts_at >= (starts_at - '04:00:00'::interval)))),
  CONSTRAINT resource_claims_status_known CHECK ((status = ANY (ARRAY['held'::text, 'active'::text, 'released'::text])))
);
CREATE INDEX resource_claims_appointment_idx ON public.resource_claims USING btree (organization_id, appointment_id);
CREATE INDEX resource_claims_window_idx ON public.resource_claims USING btree (organization_id, resource_id, starts_at) WHERE (status = ANY (ARRAY['held'::text, 'active'::text]));
ALTER TABLE resource_claims ENABLE ROW LEVEL SECURITY;
CREATE POLICY resource_claims_tenant ON resource_claims USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON resource_claims TO tessera_app;

CREATE TABLE resources (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid,
  kind text NOT NULL,
  name text NOT NULL,
  lanes smallint NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT resources_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT resources_kind_known CHECK ((kind = ANY (ARRAY['practitioner'::text, 'room'::text, 'station'::text, 'bed'::text, 'equipment'::text, 'telehealth'::text, 'staff'::text]))),
  CONSTRAINT resources_lanes_positive CHECK (((lanes >= 1) AND (lanes <= 50))),
  CONSTRAINT resources_status_known CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])))
);
CREATE INDEX resources_clinic_idx ON public.resources USING btree (organization_id, clinic_id);
ALTER TABLE resources ENABLE ROW LEVEL SECURITY;
CREATE POLICY resources_tenant ON resources USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON resources TO tessera_app;

CREATE TABLE room_events (
  organization_id uuid NOT NULL,
  room text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  clinic_id uuid NOT NULL,
  area text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  CONSTRAINT room_events_pkey PRIMARY KEY (organization_id, room, seq)
);
CREATE INDEX room_events_occurred_idx ON public.room_events USING btree (organization_id, occurred_at);
ALTER TABLE room_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY room_events_tenant ON room_events USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON room_events TO tessera_app;

CREATE TABLE rooms (
  organization_id uuid NOT NULL,
  room text NOT NULL,
  last_seq bigint NOT NULL,
  CONSTRAINT rooms_pkey PRIMARY KEY (organization_id, room)
);
ALTER TABLE rooms ENABLE ROW LEVEL SECURITY;
CREATE POLICY rooms_tenant ON rooms USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON rooms TO tessera_app;

CREATE TABLE schedule_exceptions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  resource_id uuid,
  clinic_id uuid,
  service_id uuid,
  room_id uuid,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  timezone text NOT NULL,
  source text NOT NULL,
  reason text,
  lanes smallint,
  slot_minutes smallint,
  created_by uuid,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  session_id uuid,
  CONSTRAINT schedule_exceptions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT schedule_exceptions_in_order CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '1100 days'::interval)))),
  CONSTRAINT schedule_exceptions_kind_known CHECK ((kind = ANY (ARRAY['blocked'::text, 'available'::text]))),
  CONSTRAINT schedule_exceptions_lanes_positive CHECK (((lanes >= 1) AND (lanes <= 50))),
  CONSTRAINT schedule_exceptions_opening_has_clinic CHECK (((lanes IS NULL) OR (clinic_id IS NOT NULL))),
  CONSTRAINT schedule_exceptions_opening_has_slots CHECK (((((kind = 'available'::text) AND (resource_id IS NOT NULL)) = (lanes IS NOT NULL)) AND ((lanes IS NOT NULL) = (slot_minutes IS NOT NULL)))),
  CONSTRAINT schedule_exceptions_session_has_source CHECK (((source = 'session'::text) = (session_id IS NOT NULL))),
  CONSTRAINT schedule_exceptions_slot_range CHECK (((slot_minutes >= 1) AND (slot_minutes <= 720))),
  CONSTRAINT schedule_exceptions_source_known CHECK ((source = ANY (ARRAY['manual'::text, 'import'::text, 'time_off'::text, 'holiday'::text, 'session'::text])))
);
CREATE INDEX schedule_exceptions_session_idx ON public.schedule_exceptions USING btree (organization_id, session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX schedule_exceptions_window_idx ON public.schedule_exceptions USING btree (organization_id, ends_at);
ALTER TABLE schedule_exceptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_exceptions_tenant ON schedule_exceptions USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON schedule_exceptions TO tessera_app;

CREATE TABLE schedule_rule_breaks (
  organization_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  position smallint NOT NULL,
  start_local time without time zone NOT NULL,
  end_local time without time zone NOT NULL,
  label text,
  CONSTRAINT schedule_rule_breaks_pkey PRIMARY KEY (organization_id, rule_id, "position"),
  CONSTRAINT schedule_rule_breaks_not_empty CHECK ((start_local <> end_local))
);
ALTER TABLE schedule_rule_breaks ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_rule_breaks_tenant ON schedule_rule_breaks USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON schedule_rule_breaks TO tessera_app;

CREATE TABLE schedule_rules (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  weekday smallint NOT NULL,
  start_local time without time zone NOT NULL,
  end_local time without time zone NOT NULL,
  timezone text NOT NULL,
  valid_from date,
  valid_to date,
  slot_minutes smallint NOT NULL,
  lanes smallint NOT NULL,
  priority integer NOT NULL,
  service_id uuid,
  room_id uuid,
  buffer_before_minutes smallint NOT NULL,
  buffer_after_minutes smallint NOT NULL,
  label text,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  session_rule_id uuid,
  CONSTRAINT schedule_rules_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT schedule_rules_buffers_range CHECK ((((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 240)) AND ((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 240)))),
  CONSTRAINT schedule_rules_lanes_positive CHECK (((lanes >= 1) AND (lanes <= 50))),
  CONSTRAINT schedule_rules_slot_range CHECK (((slot_minutes >= 1) AND (slot_minutes <= 720))),
  CONSTRAINT schedule_rules_valid_in_order CHECK ((valid_to >= valid_from)),
  CONSTRAINT schedule_rules_weekday_iso CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX schedule_rules_clinic_idx ON public.schedule_rules USING btree (organization_id, clinic_id);
CREATE INDEX schedule_rules_resource_idx ON public.schedule_rules USING btree (organization_id, resource_id);
CREATE INDEX schedule_rules_session_rule_idx ON public.schedule_rules USING btree (organization_id, session_rule_id) WHERE (session_rule_id IS NOT NULL);
ALTER TABLE schedule_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_rules_tenant ON schedule_rules USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON schedule_rules TO tessera_app;

CREATE TABLE schema_migrations (
  name text NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

GRANT SELECT ON schema_migrations TO tessera_app;

CREATE TABLE service_clinics (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  CONSTRAINT service_clinics_pkey PRIMARY KEY (organization_id, service_id, clinic_id)
);
CREATE INDEX service_clinics_clinic_idx ON public.service_clinics USING btree (organization_id, clinic_id);
ALTER TABLE service_clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_clinics_tenant ON service_clinics USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON service_clinics TO tessera_app;

CREATE TABLE service_phases (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  position smallint NOT NULL,
  starts_minute smallint NOT NULL,
  ends_minute smallint NOT NULL,
  need text NOT NULL,
  resource_id uuid,
  pool_id uuid,
  resource_kind text,
  CONSTRAINT service_phases_pkey PRIMARY KEY (organization_id, service_id, "position"),
  CONSTRAINT service_phases_kind_known CHECK ((resource_kind = ANY (ARRAY['room'::text, 'station'::text, 'bed'::text, 'equipment'::text, 'telehealth'::text, 'staff'::text]))),
  CONSTRAINT service_phases_need_known CHECK ((need = ANY (ARRAY['practitioner'::text, 'resource'::text, 'pool'::text, 'kind'::text]))),
  CONSTRAINT service_phases_need_names_what CHECK ((((need = 'resource'::text) = (resource_id IS NOT NULL)) AND ((need = 'pool'::text) = (pool_id IS NOT NULL)) AND ((need = 'kind'::text) = (resource_kind IS NOT NULL)))),
  CONSTRAINT service_phases_not_empty CHECK (((starts_minute >= 0) AND (ends_minute > starts_minute)))
);
ALTER TABLE service_phases ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_phases_tenant ON service_phases USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON service_phases TO tessera_app;

CREATE TABLE service_practitioners (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  duration_minutes smallint,
  price_minor bigint,
  buffer_before_minutes smallint,
  buffer_after_minutes smallint,
  CONSTRAINT service_practitioners_pkey PRIMARY KEY (organization_id, service_id, practitioner_id),
  CONSTRAINT service_practitioners_buffers_range CHECK ((((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 240)) AND ((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 240)))),
  CONSTRAINT service_practitioners_duration_range CHECK (((duration_minutes >= 1) AND (duration_minutes <= 1440))),
  CONSTRAINT service_practitioners_price_not_negative CHECK ((price_minor >= 0))
);
CREATE INDEX service_practitioners_practitioner_idx ON public.service_practitioners USING btree (organization_id, practitioner_id);
ALTER TABLE service_practitioners ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_practitioners_tenant ON service_practitioners USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON service_practitioners TO tessera_app;

CREATE TABLE services (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  duration_minutes smallint NOT NULL,
  buffer_before_minutes smallint NOT NULL,
  buffer_after_minutes smallint NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  consultation_mode text NOT NULL,
  min_notice_minutes integer NOT NULL,
  max_future_days integer NOT NULL,
  allow_patient_reschedule boolean NOT NULL,
  max_reschedule_count smallint NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  buffers_shareable boolean NOT NULL,
  requires_approval boolean NOT NULL,
  late_cancel_notice_minutes integer NOT NULL,
  no_show_forfeits boolean NOT NULL,
  deposit_minor bigint NOT NULL DEFAULT 0,
  late_cancel_fee_minor bigint NOT NULL DEFAULT 0,
  no_show_fee_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT services_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT services_buffers_range CHECK ((((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 240)) AND ((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 240)))),
  CONSTRAINT services_duration_range CHECK (((duration_minutes >= 1) AND (duration_minutes <= 1440))),
  CONSTRAINT services_fees_not_negative CHECK (((deposit_minor >= 0) AND (late_cancel_fee_minor >= 0) AND (no_show_fee_minor >= 0))),
  CONSTRAINT services_horizon_positive CHECK (((min_notice_minutes >= 0) AND (max_future_days >= 1))),
  CONSTRAINT services_late_cancel_notice_range CHECK (((late_cancel_notice_minutes >= 0) AND (late_cancel_notice_minutes <= 525600))),
  CONSTRAINT services_mode_known CHECK ((consultation_mode = ANY (ARRAY['in_person'::text, 'video'::text, 'phone'::text]))),
  CONSTRAINT services_price_not_negative CHECK ((price_minor >= 0)),
  CONSTRAINT services_status_known CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])))
);
ALTER TABLE services ENABLE ROW LEVEL SECURITY;
CREATE POLICY services_tenant ON services USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON services TO tessera_app;

CREATE TABLE session_beds (
  organization_id uuid NOT NULL,
  session_id uuid NOT NULL,
  bed_id uuid NOT NULL,
  position smallint NOT NULL,
  CONSTRAINT session_beds_pkey PRIMARY KEY (organization_id, session_id, bed_id)
);
CREATE INDEX session_beds_bed_idx ON public.session_beds USING btree (organization_id, bed_id);
ALTER TABLE session_beds ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_beds_tenant ON session_beds USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT ON session_beds TO tessera_app;

CREATE TABLE session_rules (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  practitioner_id uuid,
  name text NOT NULL,
  weekday smallint NOT NULL,
  start_local time without time zone NOT NULL,
  end_local time without time zone NOT NULL,
  timezone text NOT NULL,
  valid_from date,
  valid_to date,
  capacity smallint,
  start_every_minutes smallint NOT NULL,
  status text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT session_rules_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT session_rules_capacity_positive CHECK (((capacity >= 1) AND (capacity <= 200))),
  CONSTRAINT session_rules_pace_range CHECK (((start_every_minutes >= 0) AND (start_every_minutes <= 240))),
  CONSTRAINT session_rules_status_known CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text]))),
  CONSTRAINT session_rules_valid_in_order CHECK ((valid_to >= valid_from)),
  CONSTRAINT session_rules_weekday_iso CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX session_rules_clinic_idx ON public.session_rules USING btree (organization_id, clinic_id);
ALTER TABLE session_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_rules_tenant ON session_rules USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON session_rules TO tessera_app;

CREATE TABLE session_tickets (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ordinal smallint NOT NULL,
  status text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT session_tickets_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT session_tickets_ordinal_key UNIQUE (organization_id, request_id, ordinal),
  CONSTRAINT session_tickets_status_known CHECK ((status = ANY (ARRAY['planned'::text, 'scheduled'::text, 'completed'::text, 'forfeited'::text, 'cancelled'::text])))
);
ALTER TABLE session_tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_tickets_tenant ON session_tickets USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON session_tickets TO tessera_app;

CREATE TABLE sessions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_id uuid NOT NULL,
  session_rule_id uuid,
  rule_date date,
  practitioner_id uuid,
  name text NOT NULL,
  service_date date NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  timezone text NOT NULL,
  start_every_minutes smallint NOT NULL,
  status text NOT NULL,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT sessions_rule_date_key UNIQUE (organization_id, session_rule_id, rule_date),
  CONSTRAINT sessions_cancelled_has_time CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT sessions_in_order CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '24:00:00'::interval)))),
  CONSTRAINT sessions_rule_has_date CHECK (((session_rule_id IS NULL) = (rule_date IS NULL))),
  CONSTRAINT sessions_status_known CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX sessions_clinic_date_idx ON public.sessions USING btree (organization_id, clinic_id, service_date);
CREATE INDEX sessions_ends_idx ON public.sessions USING btree (organization_id, ends_at) WHERE (status = ANY (ARRAY['open'::text, 'closed'::text]));
CREATE INDEX sessions_service_idx ON public.sessions USING btree (organization_id, service_id, clinic_id, starts_at);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_tenant ON sessions USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON sessions TO tessera_app;

CREATE TABLE sign_in_directory (
  email_hash bytea NOT NULL,
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT sign_in_directory_pkey PRIMARY KEY (email_hash, organization_id),
  CONSTRAINT sign_in_directory_hash_length CHECK ((octet_length(email_hash) = 32))
);

GRANT DELETE, INSERT, SELECT ON sign_in_directory TO tessera_app;

CREATE TABLE sign_ins (
  organization_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_ins_pkey PRIMARY KEY (organization_id, secret_hash),
  CONSTRAINT sign_ins_expire_later CHECK ((expires_at > created_at))
);
ALTER TABLE sign_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY sign_ins_tenant ON sign_ins USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_ins TO tessera_app;

CREATE TABLE slot_inventories (
  organization_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  generated_until date,
  due_since timestamp with time zone,
  CONSTRAINT slot_inventories_pkey PRIMARY KEY (organization_id, resource_id)
);
CREATE INDEX slot_inventories_due_idx ON public.slot_inventories USING btree (organization_id, due_since) WHERE (due_since IS NOT NULL);
ALTER TABLE slot_inventories ENABLE ROW LEVEL SECURITY;
CREATE POLICY slot_inventories_tenant ON slot_inventories USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON slot_inventories TO tessera_app;

CREATE TABLE slots (
  organization_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  lane smallint NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  clinic_id uuid NOT NULL,
  rule_id uuid,
  is_open boolean NOT NULL,
  held_claims smallint NOT NULL,
  active_claims smallint NOT NULL,
  status text NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN (active_claims > 0) THEN 'booked'::text
    WHEN (held_claims > 0) THEN 'held'::text
    WHEN is_open THEN 'available'::text
    ELSE 'blocked'::text
END) STORED,
  CONSTRAINT slots_pkey PRIMARY KEY (organization_id, resource_id, lane, starts_at),
  CONSTRAINT slots_counts_not_negative CHECK (((held_claims >= 0) AND (active_claims >= 0))),
  CONSTRAINT slots_ends_after_start CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '12:00:00'::interval))))
);
CREATE INDEX slots_clinic_idx ON public.slots USING btree (organization_id, clinic_id, starts_at);
ALTER TABLE slots ENABLE ROW LEVEL SECURITY;
CREATE POLICY slots_tenant ON slots USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON slots TO tessera_app;

CREATE TABLE standing_admission_rules (
  organization_id uuid NOT NULL,
  standing_id uuid NOT NULL,
  session_rule_id uuid NOT NULL,
  CONSTRAINT standing_admission_rules_pkey PRIMARY KEY (organization_id, standing_id, session_rule_id)
);
CREATE INDEX standing_admission_rules_rule_idx ON public.standing_admission_rules USING btree (organization_id, session_rule_id);
ALTER TABLE standing_admission_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing_admission_rules_tenant ON standing_admission_rules USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON standing_admission_rules TO tessera_app;

CREATE TABLE standing_admissions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  bed_id uuid,
  starts_on date NOT NULL,
  ends_on date,
  notes text,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  CONSTRAINT standing_admissions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT standing_admissions_in_order CHECK ((ends_on >= starts_on))
);
CREATE INDEX standing_admissions_patient_idx ON public.standing_admissions USING btree (organization_id, patient_id);
ALTER TABLE standing_admissions ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing_admissions_tenant ON standing_admissions USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON standing_admissions TO tessera_app;

CREATE TABLE supply_revisions (
  organization_id uuid NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT supply_revisions_pkey PRIMARY KEY (organization_id)
);
ALTER TABLE supply_revisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY supply_revisions_tenant ON supply_revisions USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON supply_revisions TO tessera_app;

CREATE TABLE time_off_requests (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  timezone text NOT NULL,
  status text NOT NULL,
  reason text,
  notes text,
  schedule_exception_id uuid,
  requested_by uuid,
  decided_by uuid,
  decided_at timestamp with time zone,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT time_off_requests_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT time_off_requests_approved_blocks CHECK (((status = 'approved'::text) OR (schedule_exception_id IS NULL))),
  CONSTRAINT time_off_requests_decided_has_time CHECK (((status = 'pending'::text) = (decided_at IS NULL))),
  CONSTRAINT time_off_requests_in_order CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '1100 days'::interval)))),
  CONSTRAINT time_off_requests_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'denied'::text])))
);
CREATE INDEX time_off_requests_pending_idx ON public.time_off_requests USING btree (organization_id, starts_at) WHERE (status = 'pending'::text);
CREATE INDEX time_off_requests_resource_idx ON public.time_off_requests USING btree (organization_id, resource_id, starts_at);
ALTER TABLE time_off_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY time_off_requests_tenant ON time_off_requests USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON time_off_requests TO tessera_app;

CREATE TABLE visit_estimates (
  organization_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  low_minutes smallint NOT NULL,
  high_minutes smallint NOT NULL,
  CONSTRAINT visit_estimates_pkey PRIMARY KEY (organization_id, visit_id),
  CONSTRAINT visit_estimates_in_order CHECK (((0 <= low_minutes) AND (low_minutes <= high_minutes)))
);
ALTER TABLE visit_estimates ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_estimates_tenant ON visit_estimates USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON visit_estimates TO tessera_app;

CREATE TABLE visit_tickets (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_date date NOT NULL,
  created_at timestamp with time zone NOT NULL,
  patient_kept boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
  CONSTRAINT visit_tickets_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT visit_tickets_day_key UNIQUE (organization_id, patient_id, service_date, clinic_id)
);
ALTER TABLE visit_tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_tickets_tenant ON visit_tickets USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT DELETE, INSERT, SELECT, UPDATE ON visit_tickets TO tessera_app;

CREATE TABLE visits (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  visit_ticket_id uuid NOT NULL,
  appointment_id uuid,
  patient_id uuid NOT NULL,
  practitioner_id uuid,
  service_id uuid NOT NULL,
  visit_type text NOT NULL,
  status text NOT NULL,
  service_date date NOT NULL,
  queue_number integer,
  notes text,
  check_in_time timestamp with time zone,
  called_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  completed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  priority smallint NOT NULL DEFAULT 0,
  priority_reason text,
  in_line_since timestamp with time zone,
  call_count smallint NOT NULL DEFAULT 0,
  room_id uuid,
  CONSTRAINT visits_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT visits_appointment_key UNIQUE (organization_id, appointment_id),
  CONSTRAINT visits_called_has_time CHECK (((status <> 'called'::text) OR (called_at IS NOT NULL))),
  CONSTRAINT visits_completed_has_time CHECK (((status = 'completed'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT visits_ended_has_time CHECK (((status = ANY (ARRAY['pending_payment'::text, 'completed'::text, 'left'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT visits_priority_has_reason CHECK (((priority = 0) OR (priority_reason IS NOT NULL))),
  CONSTRAINT visits_priority_range CHECK (((priority >= 0) AND (priority <= 2))),
  CONSTRAINT visits_queue_number_positive CHECK ((queue_number >= 1)),
  CONSTRAINT visits_queued_has_number CHECK (((status = ANY (ARRAY['scheduled'::text, 'cancelled'::text, 'no_show'::text])) OR ((queue_number IS NOT NULL) AND (check_in_time IS NOT NULL)))),
  CONSTRAINT visits_started_has_time CHECK (((status <> ALL (ARRAY['in_progress'::text, 'pending_payment'::text, 'completed'::text])) OR (started_at IS NOT NULL))),
  CONSTRAINT visits_status_known CHECK ((status = ANY (ARRAY['scheduled'::text, 'waiting'::text, 'called'::text, 'in_progress'::text, 'pending_payment'::text, 'completed'::text, 'cancelled'::text, 'no_show'::text, 'left'::text]))),
  CONSTRAINT visits_type_matches_appointment CHECK ((((visit_type = 'walk_in'::text) AND (appointment_id IS NULL)) OR ((visit_type = 'scheduled'::text) AND (appointment_id IS NOT NULL))))
);
CREATE INDEX visits_day_idx ON public.visits USING btree (organization_id, clinic_id, service_date, status);
CREATE INDEX visits_patient_idx ON public.visits USING btree (organization_id, patient_id, service_date);
CREATE UNIQUE INDEX visits_queue_number_key ON public.visits USING btree (organization_id, clinic_id, service_date, queue_number) WHERE (queue_number IS NOT NULL);
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY visits_tenant ON visits USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON visits TO tessera_app;

CREATE TABLE void_queue_numbers (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_date date NOT NULL,
  queue_number integer NOT NULL,
  visit_id uuid NOT NULL,
  voided_at timestamp with time zone NOT NULL,
  CONSTRAINT void_queue_numbers_pkey PRIMARY KEY (organization_id, clinic_id, service_date, queue_number)
);
ALTER TABLE void_queue_numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY void_queue_numbers_tenant ON void_queue_numbers USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT ON void_queue_numbers TO tessera_app;

CREATE TABLE waitlist_offers (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  opening_id uuid NOT NULL,
  request_id uuid NOT NULL,
  session_ticket_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  status text NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  version integer NOT NULL,
  moves_appointment_id uuid,
  CONSTRAINT waitlist_offers_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT waitlist_offers_appointment_key UNIQUE (organization_id, appointment_id),
  CONSTRAINT waitlist_offers_decided_has_time CHECK (((status = 'offered'::text) = (decided_at IS NULL))),
  CONSTRAINT waitlist_offers_status_known CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text])))
);
CREATE INDEX waitlist_offers_due_idx ON public.waitlist_offers USING btree (organization_id, expires_at) WHERE (status = 'offered'::text);
CREATE INDEX waitlist_offers_opening_idx ON public.waitlist_offers USING btree (organization_id, opening_id);
CREATE INDEX waitlist_offers_request_idx ON public.waitlist_offers USING btree (organization_id, request_id, offered_at);
ALTER TABLE waitlist_offers ENABLE ROW LEVEL SECURITY;
CREATE POLICY waitlist_offers_tenant ON waitlist_offers USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON waitlist_offers TO tessera_app;

CREATE TABLE waitlist_openings (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  practitioner_id uuid,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  freed_appointment_id uuid,
  status text NOT NULL,
  considered jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT waitlist_openings_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT waitlist_openings_in_order CHECK ((ends_at > starts_at)),
  CONSTRAINT waitlist_openings_status_known CHECK ((status = ANY (ARRAY['open'::text, 'on_offer'::text, 'filled'::text, 'unwanted'::text, 'taken'::text, 'past'::text])))
);
CREATE INDEX waitlist_openings_clinic_idx ON public.waitlist_openings USING btree (organization_id, clinic_id, created_at);
CREATE INDEX waitlist_openings_live_idx ON public.waitlist_openings USING btree (organization_id, starts_at) WHERE (status = ANY (ARRAY['open'::text, 'on_offer'::text]));
ALTER TABLE waitlist_openings ENABLE ROW LEVEL SECURITY;
CREATE POLICY waitlist_openings_tenant ON waitlist_openings USING ((organization_id = (current_setting('app.organization_id'::text))::uuid));
GRANT INSERT, SELECT, UPDATE ON waitlist_openings TO tessera_app;

ALTER TABLE accounts ADD CONSTRAINT accounts_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);
ALTER TABLE accounts ADD CONSTRAINT accounts_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);

ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);

ALTER TABLE appointments ADD CONSTRAINT appointments_cancelled_by_fk FOREIGN KEY (organization_id, cancelled_by) REFERENCES accounts(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_session_bed_fk FOREIGN KEY (organization_id, session_id, bed_id) REFERENCES session_beds(organization_id, session_id, bed_id);
ALTER TABLE appointments ADD CONSTRAINT appointments_session_fk FOREIGN KEY (organization_id, session_id) REFERENCES sessions(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_session_ticket_fk FOREIGN KEY (organization_id, session_ticket_id) REFERENCES session_tickets(organization_id, id);
ALTER TABLE appointments ADD CONSTRAINT appointments_standing_fk FOREIGN KEY (organization_id, standing_admission_id) REFERENCES standing_admissions(organization_id, id);

ALTER TABLE booking_patterns ADD CONSTRAINT booking_patterns_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE booking_patterns ADD CONSTRAINT booking_patterns_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests(organization_id, id);

ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_line_fk FOREIGN KEY (organization_id, contract_line_id) REFERENCES contract_lines(organization_id, id);
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept) REFERENCES patients(organization_id, id, kept);
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE booking_requests ADD CONSTRAINT booking_requests_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE cash_drawers ADD CONSTRAINT cash_drawers_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);
ALTER TABLE cash_drawers ADD CONSTRAINT cash_drawers_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);

ALTER TABLE clinics ADD CONSTRAINT clinics_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE contract_lines ADD CONSTRAINT contract_lines_contract_fk FOREIGN KEY (organization_id, contract_id) REFERENCES contracts(organization_id, id);
ALTER TABLE contract_lines ADD CONSTRAINT contract_lines_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE contracts ADD CONSTRAINT contracts_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE contracts ADD CONSTRAINT contracts_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);
ALTER TABLE contracts ADD CONSTRAINT contracts_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept) REFERENCES patients(organization_id, id, kept);

ALTER TABLE day_closes ADD CONSTRAINT day_closes_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);

ALTER TABLE events ADD CONSTRAINT events_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE idempotency_keys ADD CONSTRAINT idempotency_keys_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);

ALTER TABLE imported_rows ADD CONSTRAINT imported_rows_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE matching_placements ADD CONSTRAINT matching_placements_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE matching_placements ADD CONSTRAINT matching_placements_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES matching_plans(organization_id, id);
ALTER TABLE matching_placements ADD CONSTRAINT matching_placements_ticket_fk FOREIGN KEY (organization_id, session_ticket_id) REFERENCES session_tickets(organization_id, id);

ALTER TABLE matching_plans ADD CONSTRAINT matching_plans_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE matching_plans ADD CONSTRAINT matching_plans_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);

ALTER TABLE medical_notes ADD CONSTRAINT medical_notes_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);
ALTER TABLE medical_notes ADD CONSTRAINT medical_notes_corrects_fk FOREIGN KEY (organization_id, corrects_id) REFERENCES medical_notes(organization_id, id);
ALTER TABLE medical_notes ADD CONSTRAINT medical_notes_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept) REFERENCES patients(organization_id, id, kept);
ALTER TABLE medical_notes ADD CONSTRAINT medical_notes_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits(organization_id, id);

ALTER TABLE outbox ADD CONSTRAINT outbox_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE patient_merges ADD CONSTRAINT patient_merges_kept_fk FOREIGN KEY (organization_id, kept_id) REFERENCES patients(organization_id, id);
ALTER TABLE patient_merges ADD CONSTRAINT patient_merges_merged_fk FOREIGN KEY (organization_id, merged_id) REFERENCES patients(organization_id, id);

ALTER TABLE patients ADD CONSTRAINT patients_merged_into_fk FOREIGN KEY (organization_id, merged_into) REFERENCES patients(organization_id, id);
ALTER TABLE patients ADD CONSTRAINT patients_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE payment_adjustments ADD CONSTRAINT payment_adjustments_payment_fk FOREIGN KEY (organization_id, payment_id) REFERENCES payments(organization_id, id);

ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_payment_fk FOREIGN KEY (organization_id, payment_id) REFERENCES payments(organization_id, id);
ALTER TABLE payment_entries ADD CONSTRAINT payment_entries_voids_fk FOREIGN KEY (organization_id, voids_entry_id) REFERENCES payment_entries(organization_id, id);

ALTER TABLE payments ADD CONSTRAINT payments_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_contract_fk FOREIGN KEY (organization_id, contract_id) REFERENCES contracts(organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients(organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits(organization_id, id);

ALTER TABLE pool_resources ADD CONSTRAINT pool_resources_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools(organization_id, id);
ALTER TABLE pool_resources ADD CONSTRAINT pool_resources_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);

ALTER TABLE pools ADD CONSTRAINT pools_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);

ALTER TABLE practitioner_clinics ADD CONSTRAINT practitioner_clinics_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE practitioner_clinics ADD CONSTRAINT practitioner_clinics_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);

ALTER TABLE practitioners ADD CONSTRAINT practitioners_resource_fk FOREIGN KEY (organization_id, id) REFERENCES resources(organization_id, id);

ALTER TABLE queue_counters ADD CONSTRAINT queue_counters_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);

ALTER TABLE relay_turns ADD CONSTRAINT relay_turns_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE resource_claims ADD CONSTRAINT resource_claims_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE resource_claims ADD CONSTRAINT resource_claims_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);

ALTER TABLE resources ADD CONSTRAINT resources_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE resources ADD CONSTRAINT resources_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE room_events ADD CONSTRAINT room_events_room_fk FOREIGN KEY (organization_id, room) REFERENCES rooms(organization_id, room);

ALTER TABLE rooms ADD CONSTRAINT rooms_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources(organization_id, id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);
ALTER TABLE schedule_exceptions ADD CONSTRAINT schedule_exceptions_session_fk FOREIGN KEY (organization_id, session_id) REFERENCES sessions(organization_id, id);

ALTER TABLE schedule_rule_breaks ADD CONSTRAINT schedule_rule_breaks_rule_fk FOREIGN KEY (organization_id, rule_id) REFERENCES schedule_rules(organization_id, id) ON DELETE CASCADE;

ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources(organization_id, id);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_session_rule_fk FOREIGN KEY (organization_id, session_rule_id) REFERENCES session_rules(organization_id, id);

ALTER TABLE service_clinics ADD CONSTRAINT service_clinics_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE service_clinics ADD CONSTRAINT service_clinics_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE service_phases ADD CONSTRAINT service_phases_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools(organization_id, id);
ALTER TABLE service_phases ADD CONSTRAINT service_phases_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);
ALTER TABLE service_phases ADD CONSTRAINT service_phases_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE service_practitioners ADD CONSTRAINT service_practitioners_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE service_practitioners ADD CONSTRAINT service_practitioners_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE services ADD CONSTRAINT services_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE session_beds ADD CONSTRAINT session_beds_bed_fk FOREIGN KEY (organization_id, bed_id) REFERENCES resources(organization_id, id);
ALTER TABLE session_beds ADD CONSTRAINT session_beds_session_fk FOREIGN KEY (organization_id, session_id) REFERENCES sessions(organization_id, id);

ALTER TABLE session_rules ADD CONSTRAINT session_rules_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE session_rules ADD CONSTRAINT session_rules_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools(organization_id, id);
ALTER TABLE session_rules ADD CONSTRAINT session_rules_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE session_rules ADD CONSTRAINT session_rules_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE session_tickets ADD CONSTRAINT session_tickets_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests(organization_id, id);

ALTER TABLE sessions ADD CONSTRAINT sessions_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE sessions ADD CONSTRAINT sessions_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE sessions ADD CONSTRAINT sessions_rule_fk FOREIGN KEY (organization_id, session_rule_id) REFERENCES session_rules(organization_id, id);
ALTER TABLE sessions ADD CONSTRAINT sessions_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);

ALTER TABLE sign_ins ADD CONSTRAINT sign_ins_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts(organization_id, id);

ALTER TABLE slot_inventories ADD CONSTRAINT slot_inventories_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);

ALTER TABLE slots ADD CONSTRAINT slots_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE slots ADD CONSTRAINT slots_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);

ALTER TABLE standing_admission_rules ADD CONSTRAINT standing_admission_rules_rule_fk FOREIGN KEY (organization_id, session_rule_id) REFERENCES session_rules(organization_id, id);
ALTER TABLE standing_admission_rules ADD CONSTRAINT standing_admission_rules_standing_fk FOREIGN KEY (organization_id, standing_id) REFERENCES standing_admissions(organization_id, id);

ALTER TABLE standing_admissions ADD CONSTRAINT standing_admissions_bed_fk FOREIGN KEY (organization_id, bed_id) REFERENCES resources(organization_id, id);
ALTER TABLE standing_admissions ADD CONSTRAINT standing_admissions_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts(organization_id, id);
ALTER TABLE standing_admissions ADD CONSTRAINT standing_admissions_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept) REFERENCES patients(organization_id, id, kept);

ALTER TABLE supply_revisions ADD CONSTRAINT supply_revisions_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations(id);

ALTER TABLE time_off_requests ADD CONSTRAINT time_off_requests_decided_by_fk FOREIGN KEY (organization_id, decided_by) REFERENCES accounts(organization_id, id);
ALTER TABLE time_off_requests ADD CONSTRAINT time_off_requests_exception_fk FOREIGN KEY (organization_id, schedule_exception_id) REFERENCES schedule_exceptions(organization_id, id);
ALTER TABLE time_off_requests ADD CONSTRAINT time_off_requests_requested_by_fk FOREIGN KEY (organization_id, requested_by) REFERENCES accounts(organization_id, id);
ALTER TABLE time_off_requests ADD CONSTRAINT time_off_requests_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources(organization_id, id);

ALTER TABLE visit_estimates ADD CONSTRAINT visit_estimates_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits(organization_id, id);

ALTER TABLE visit_tickets ADD CONSTRAINT visit_tickets_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE visit_tickets ADD CONSTRAINT visit_tickets_patient_fk FOREIGN KEY (organization_id, patient_id, patient_kept) REFERENCES patients(organization_id, id, kept);

ALTER TABLE visits ADD CONSTRAINT visits_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services(organization_id, id);
ALTER TABLE visits ADD CONSTRAINT visits_ticket_fk FOREIGN KEY (organization_id, visit_ticket_id) REFERENCES visit_tickets(organization_id, id);

ALTER TABLE void_queue_numbers ADD CONSTRAINT void_queue_numbers_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits(organization_id, id);

ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_moves_fk FOREIGN KEY (organization_id, moves_appointment_id) REFERENCES appointments(organization_id, id);
ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_opening_fk FOREIGN KEY (organization_id, opening_id) REFERENCES waitlist_openings(organization_id, id);
ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests(organization_id, id);
ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_ticket_fk FOREIGN KEY (organization_id, session_ticket_id) REFERENCES session_tickets(organization_id, id);

ALTER TABLE waitlist_openings ADD CONSTRAINT waitlist_openings_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics(organization_id, id);

CREATE OR REPLACE FUNCTION public.find_patients_by_name(p_organization_id uuid, p_words text[], p_limit integer)
 RETURNS TABLE(patient_id uuid, closeness real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET "pg_trgm.word_similarity_threshold" TO '0.6'
 SET enable_seqscan TO 'on'
 SET enable_indexscan TO 'on'
 SET enable_indexonlyscan TO 'on'
 SET cpu_operator_cost TO '0.0025'
AS $function$
DECLARE
  v_typed text := array_to_string(p_words, ' ');
  v_others text := format('FROM patients p WHERE p.organization_id = %L AND p.merged_into IS NULL AND NOT starts_with(p.name_key, %L)',
    p_organization_id, v_typed);
  v_contains text;
  v_resembles text;
  v_closeness text;
  v_left integer := p_limit;
  v_found integer;
BEGIN
  IF p_organization_id <> current_setting('app.organization_id')::uuid OR v_typed = '' THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT p.id, 2::real FROM patients p
    WHERE p.organization_id = p_organization_id AND p.merged_into IS NULL
      AND p.name_key COLLATE "C" >= v_typed AND p.name_key COLLATE "C" < v_typed || chr(1114111)
    ORDER BY p.name_key COLLATE "C", p.id LIMIT v_left;
  GET DIAGNOSTICS v_found = ROW_COUNT;
  v_left := v_left - v_found;
  IF v_left <= 0 THEN
    RETURN;
  END IF;

  SELECT string_agg(has, ' AND '),
    string_agg(CASE WHEN short THEN has ELSE format('%L <%% p.name_key', word) END, ' AND '),
    string_agg(CASE WHEN short THEN '1' ELSE format('CASE WHEN %s THEN 1 ELSE word_similarity(%L, p.name_key) END', has, word) END, ', ')
  INTO v_contains, v_resembles, v_closeness
  FROM unnest(p_words) AS word
  -- Scripts without spaces have no beginnings of words, and say in two letters what others say in six.
  CROSS JOIN LATERAL (SELECT length(word) < 3 AND word !~ '[\u0E00-\u0EFF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]' AS short) AS its
  CROSS JOIN LATERAL (SELECT CASE WHEN short THEN format('p.name_key ~ %L', '(^| )' || word)
                                  ELSE format('p.name_key LIKE %L', '%' || word || '%') END AS has) AS part;
  RETURN QUERY EXECUTE format(
    'SELECT f.id, 1::real FROM (SELECT p.id, p.name_key %s AND %s LIMIT 5000) f ORDER BY f.name_key COLLATE "C", f.id LIMIT %s',
    v_others, v_contains, v_left);
  GET DIAGNOSTICS v_found = ROW_COUNT;
  v_left := v_left - v_found;

  -- To compare two names takes far longer than the planner thinks: in a small clinic it would compare all of them and not ask the index.
  PERFORM set_config('cpu_operator_cost', '0.3', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true);
  WHILE v_left > 0 AND v_resembles <> v_contains LOOP
    RETURN QUERY EXECUTE format(
      'SELECT f.id, f.closeness::real FROM (SELECT p.id, p.name_key, least(%s) * 0.9 + similarity(%L, p.name_key) * 0.09 AS closeness %s AND %s AND NOT (%s) LIMIT 1000) f
       ORDER BY f.closeness DESC, f.name_key COLLATE "C", f.id LIMIT %s',
      v_closeness, v_typed, v_others, v_resembles, v_contains, v_left);
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_left < p_limit OR current_setting('pg_trgm.word_similarity_threshold') = '0.3';
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
  END LOOP;
END
$function$;
REVOKE ALL ON FUNCTION find_patients_by_name(uuid,text[],integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients_by_name(uuid,text[],integer) TO tessera_app;

CREATE OR REPLACE FUNCTION public.find_patients_by_phone(p_organization_id uuid, p_digits text, p_limit integer)
 RETURNS TABLE(patient_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
BEGIN
  IF p_organization_id <> current_setting('app.organization_id')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT f.id
    FROM (SELECT p.id, p.phone_is_own, p.name_key FROM patients p
          WHERE p.organization_id = p_organization_id AND p.merged_into IS NULL AND p.phone LIKE '%' || p_digits || '%' LIMIT 5000) f
    ORDER BY f.phone_is_own DESC, f.name_key COLLATE "C", f.id LIMIT p_limit;
END
$function$;
REVOKE ALL ON FUNCTION find_patients_by_phone(uuid,text,integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients_by_phone(uuid,text,integer) TO tessera_app;

CREATE OR REPLACE FUNCTION public.require_rows(p_code text, p_expected bigint, p_actual bigint)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF p_actual <> p_expected THEN
    RAISE EXCEPTION USING ERRCODE = 'TS001', MESSAGE = p_code;
  END IF;
  RETURN p_actual;
END
$function$;
