-- What is agreed: appointments, the claims that lock their resources, and the events that tell their story.

-- Stops the transaction when a write did not touch the rows that it must. It lets the whole booking travel to the
-- database in one flush, COMMIT included, and still be all or nothing. SQLSTATE TS001; the message is the error's code.
CREATE FUNCTION require_rows(p_code text, p_expected bigint, p_actual bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  IF p_actual <> p_expected THEN
    RAISE EXCEPTION USING ERRCODE = 'TS001', MESSAGE = p_code;
  END IF;
  RETURN p_actual;
END
$$;

CREATE TABLE appointments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  booking_id text NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_id uuid NOT NULL,
  practitioner_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  starts_local timestamp NOT NULL,
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
  hold_expires_at timestamptz,
  checked_in_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancellation_reason text,
  no_show_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT appointments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT appointments_booking_id_key UNIQUE (organization_id, booking_id),
  CONSTRAINT appointments_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT appointments_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT appointments_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT appointments_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT appointments_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT appointments_cancelled_by_fk FOREIGN KEY (organization_id, cancelled_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT appointments_lasts_up_to_a_day CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'),
  CONSTRAINT appointments_status_known CHECK (status IN
    ('held', 'pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show', 'expired')),
  CONSTRAINT appointments_source_known CHECK (booking_source IN ('phone', 'walk_in', 'online', 'system')),
  CONSTRAINT appointments_hold_has_expiry CHECK (status <> 'held' OR hold_expires_at IS NOT NULL),
  CONSTRAINT appointments_checked_in_has_time CHECK (status <> 'checked_in' OR checked_in_at IS NOT NULL),
  CONSTRAINT appointments_completed_has_time CHECK ((status = 'completed') = (completed_at IS NOT NULL)),
  CONSTRAINT appointments_cancelled_has_time CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  CONSTRAINT appointments_no_show_has_time CHECK ((status = 'no_show') = (no_show_at IS NOT NULL)),
  -- A patient cannot be in two places at once, unless somebody waived it by name.
  CONSTRAINT appointments_patient_no_overlap EXCLUDE USING gist (
    organization_id WITH =, patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&
  ) WHERE (status IN ('held', 'pending', 'confirmed', 'checked_in', 'completed') AND NOT overlap_waived)
);
CREATE INDEX appointments_clinic_date_idx ON appointments (organization_id, clinic_id, service_date);
CREATE INDEX appointments_patient_idx ON appointments (organization_id, patient_id, starts_at);
CREATE INDEX appointments_practitioner_idx ON appointments (organization_id, practitioner_id, starts_at);

-- THE LOCK. One resource lane, one window, one appointment; buffers are inside the window.
CREATE TABLE resource_claims (
  organization_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  id uuid NOT NULL,
  phase smallint NOT NULL,
  resource_id uuid NOT NULL,
  lane smallint NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  status text NOT NULL,
  CONSTRAINT resource_claims_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT resource_claims_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id),
  CONSTRAINT resource_claims_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT resource_claims_status_known CHECK (status IN ('held', 'active', 'released')),
  -- Bounded, so that a window can be looked up by its start alone: 24 hours and two buffers of four.
  CONSTRAINT resource_claims_bounded CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '32 hours'),
  CONSTRAINT resource_claims_no_overlap EXCLUDE USING gist (
    organization_id WITH =, resource_id WITH =, lane WITH =, tstzrange(starts_at, ends_at) WITH &&
  ) WHERE (status IN ('held', 'active'))
);
CREATE INDEX resource_claims_appointment_idx ON resource_claims (organization_id, appointment_id);
-- Comparison of instants is leakproof and range overlap is not: under row-level security this is the index that reads use.
CREATE INDEX resource_claims_window_idx ON resource_claims (organization_id, resource_id, starts_at)
  WHERE status IN ('held', 'active');

-- Append-only: the application's role may insert and read, nothing else.
CREATE TABLE events (
  organization_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  id uuid NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  actor_id uuid,
  occurred_at timestamptz NOT NULL,
  change jsonb NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (organization_id, subject_id, version),
  CONSTRAINT events_subject_known CHECK (subject IN ('appointment', 'visit', 'payment')),
  CONSTRAINT events_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX events_occurred_idx ON events (organization_id, occurred_at);
