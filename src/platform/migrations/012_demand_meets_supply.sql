-- Contracts, booking requests with their patterns, session tickets, the waitlist, and plans of where demand is to be placed.

-- Whether a session whose patient did not come is used up.
ALTER TABLE services ADD COLUMN no_show_forfeits boolean NOT NULL DEFAULT false;
ALTER TABLE services ALTER COLUMN no_show_forfeits DROP DEFAULT;

-- How long somebody on the waitlist has to answer an offer.
ALTER TABLE clinics ADD COLUMN waitlist_offer_minutes smallint NOT NULL DEFAULT 60;
ALTER TABLE clinics ALTER COLUMN waitlist_offer_minutes DROP DEFAULT;
ALTER TABLE clinics ADD CONSTRAINT clinics_waitlist_offer_range CHECK (waitlist_offer_minutes BETWEEN 1 AND 1440);

CREATE TABLE contracts (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  contract_number text NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  status text NOT NULL,
  currency text NOT NULL,
  notes text,
  confirmed_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancellation_reason text,
  -- What was paid for sessions that were not delivered, when the contract was cancelled.
  refund_due_minor bigint,
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT contracts_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT contracts_number_key UNIQUE (organization_id, contract_number),
  CONSTRAINT contracts_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT contracts_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT contracts_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT contracts_status_known CHECK (status IN ('draft', 'confirmed', 'completed', 'cancelled')),
  CONSTRAINT contracts_confirmed_has_time CHECK (status IN ('draft', 'cancelled') OR confirmed_at IS NOT NULL),
  CONSTRAINT contracts_completed_has_time CHECK ((status = 'completed') = (completed_at IS NOT NULL)),
  CONSTRAINT contracts_cancelled_has_time CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  CONSTRAINT contracts_refund_of_cancelled CHECK (refund_due_minor IS NULL OR (status = 'cancelled' AND refund_due_minor >= 0))
);
CREATE INDEX contracts_patient_idx ON contracts (organization_id, patient_id, created_at);
CREATE INDEX contracts_clinic_idx ON contracts (organization_id, clinic_id, created_at);

-- What is sold: so many sessions of a service, at a price for each. The wishes become a booking request when the contract is signed.
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
  CONSTRAINT contract_lines_position_key UNIQUE (organization_id, contract_id, position),
  CONSTRAINT contract_lines_contract_fk FOREIGN KEY (organization_id, contract_id) REFERENCES contracts (organization_id, id),
  CONSTRAINT contract_lines_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT contract_lines_sessions_range CHECK (sessions BETWEEN 1 AND 200),
  CONSTRAINT contract_lines_price_not_negative CHECK (price_minor >= 0)
);

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
  -- Whether freed time is offered, and how long before it the patient must know.
  waitlisted boolean NOT NULL,
  offer_notice_minutes integer NOT NULL,
  notes text,
  cancellation_reason text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT booking_requests_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT booking_requests_line_key UNIQUE (organization_id, contract_line_id),
  CONSTRAINT booking_requests_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT booking_requests_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT booking_requests_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT booking_requests_line_fk FOREIGN KEY (organization_id, contract_line_id) REFERENCES contract_lines (organization_id, id),
  CONSTRAINT booking_requests_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT booking_requests_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT booking_requests_status_known
    CHECK (status IN ('open', 'partially_scheduled', 'scheduled', 'fulfilled', 'cancelled', 'expired')),
  CONSTRAINT booking_requests_sessions_range CHECK (sessions BETWEEN 1 AND 200),
  CONSTRAINT booking_requests_dates_in_order CHECK (latest_date >= earliest_date),
  CONSTRAINT booking_requests_gaps_in_order CHECK (
    min_days_between BETWEEN 1 AND 365 AND max_days_between BETWEEN min_days_between AND 365
    AND preferred_days_between BETWEEN min_days_between AND coalesce(max_days_between, 365)
  ),
  CONSTRAINT booking_requests_requires_what_it_names CHECK (
    (practitioner_id IS NOT NULL OR NOT practitioner_required) AND (room_kind IS NOT NULL OR NOT room_kind_required)
  ),
  CONSTRAINT booking_requests_room_kind_known CHECK (room_kind IN ('room', 'station', 'bed', 'equipment', 'telehealth', 'staff')),
  CONSTRAINT booking_requests_priority_range CHECK (priority BETWEEN 0 AND 9),
  CONSTRAINT booking_requests_notice_range CHECK (offer_notice_minutes BETWEEN 0 AND 43200)
);
CREATE INDEX booking_requests_patient_idx ON booking_requests (organization_id, patient_id, created_at);
CREATE INDEX booking_requests_open_idx ON booking_requests (organization_id, service_id, clinic_id, created_at)
  WHERE status IN ('open', 'partially_scheduled');
CREATE INDEX booking_requests_latest_idx ON booking_requests (organization_id, latest_date)
  WHERE status IN ('open', 'partially_scheduled') AND latest_date IS NOT NULL;

CREATE TABLE booking_patterns (
  organization_id uuid NOT NULL,
  request_id uuid NOT NULL,
  position smallint NOT NULL,
  weekday smallint,
  start_local time,
  end_local time,
  practitioner_id uuid,
  weight smallint NOT NULL,
  CONSTRAINT booking_patterns_pkey PRIMARY KEY (organization_id, request_id, position),
  CONSTRAINT booking_patterns_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests (organization_id, id),
  CONSTRAINT booking_patterns_practitioner_fk FOREIGN KEY (organization_id, practitioner_id)
    REFERENCES practitioners (organization_id, id),
  CONSTRAINT booking_patterns_weekday_iso CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT booking_patterns_window_in_order CHECK (end_local IS NULL OR start_local < end_local),
  CONSTRAINT booking_patterns_weight_range CHECK (weight BETWEEN 1 AND 100),
  CONSTRAINT booking_patterns_says_something CHECK (num_nonnulls(weekday, start_local, practitioner_id) > 0)
);

-- One unit of service owed. Which appointment gives it says the appointment.
CREATE TABLE session_tickets (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ordinal smallint NOT NULL,
  status text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT session_tickets_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT session_tickets_ordinal_key UNIQUE (organization_id, request_id, ordinal),
  CONSTRAINT session_tickets_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests (organization_id, id),
  CONSTRAINT session_tickets_status_known CHECK (status IN ('planned', 'scheduled', 'completed', 'forfeited', 'cancelled'))
);

ALTER TABLE appointments ADD COLUMN session_ticket_id uuid;
ALTER TABLE appointments ADD CONSTRAINT appointments_session_ticket_fk FOREIGN KEY (organization_id, session_ticket_id)
  REFERENCES session_tickets (organization_id, id);
-- Not even two processes give one session twice.
CREATE UNIQUE INDEX appointments_session_ticket_key ON appointments (organization_id, session_ticket_id)
  WHERE session_ticket_id IS NOT NULL AND status IN ('held', 'pending', 'confirmed', 'checked_in', 'completed');

-- A payment is owed for a visit or for a contract.
ALTER TABLE payments ALTER COLUMN visit_id DROP NOT NULL;
ALTER TABLE payments ADD COLUMN contract_id uuid;
ALTER TABLE payments ADD CONSTRAINT payments_contract_fk FOREIGN KEY (organization_id, contract_id) REFERENCES contracts (organization_id, id);
ALTER TABLE payments ADD CONSTRAINT payments_contract_key UNIQUE (organization_id, contract_id);
ALTER TABLE payments ADD CONSTRAINT payments_for_one_thing CHECK (num_nonnulls(visit_id, contract_id) = 1);

-- Time that became free, and what became of it. What was considered for it is written with it: [{request_id, outcome}, ...].
CREATE TABLE waitlist_openings (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  practitioner_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  freed_appointment_id uuid,
  status text NOT NULL,
  considered jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT waitlist_openings_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT waitlist_openings_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT waitlist_openings_status_known CHECK (status IN ('open', 'on_offer', 'filled', 'unwanted', 'taken', 'past')),
  CONSTRAINT waitlist_openings_in_order CHECK (ends_at > starts_at)
);
CREATE INDEX waitlist_openings_live_idx ON waitlist_openings (organization_id, starts_at) WHERE status IN ('open', 'on_offer');
CREATE INDEX waitlist_openings_clinic_idx ON waitlist_openings (organization_id, clinic_id, created_at);

-- The ledger: what was offered to whom, as a hold, and what was said to it.
CREATE TABLE waitlist_offers (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  opening_id uuid NOT NULL,
  request_id uuid NOT NULL,
  session_ticket_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  status text NOT NULL,
  offered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_at timestamptz,
  version integer NOT NULL,
  CONSTRAINT waitlist_offers_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT waitlist_offers_appointment_key UNIQUE (organization_id, appointment_id),
  CONSTRAINT waitlist_offers_opening_fk FOREIGN KEY (organization_id, opening_id) REFERENCES waitlist_openings (organization_id, id),
  CONSTRAINT waitlist_offers_request_fk FOREIGN KEY (organization_id, request_id) REFERENCES booking_requests (organization_id, id),
  CONSTRAINT waitlist_offers_ticket_fk FOREIGN KEY (organization_id, session_ticket_id) REFERENCES session_tickets (organization_id, id),
  CONSTRAINT waitlist_offers_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id),
  CONSTRAINT waitlist_offers_status_known CHECK (status IN ('offered', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  CONSTRAINT waitlist_offers_decided_has_time CHECK ((status = 'offered') = (decided_at IS NULL))
);
CREATE INDEX waitlist_offers_opening_idx ON waitlist_offers (organization_id, opening_id);
CREATE INDEX waitlist_offers_request_idx ON waitlist_offers (organization_id, request_id, offered_at);
CREATE INDEX waitlist_offers_due_idx ON waitlist_offers (organization_id, expires_at) WHERE status = 'offered';

-- Where demand is to be placed: proposed, looked at, and then agreed one placement after another.
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
  -- How the search went: [{ms, objective, bound}, ...].
  curve jsonb NOT NULL,
  -- Of 0 to 100.
  progress smallint NOT NULL,
  failure text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT matching_plans_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT matching_plans_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT matching_plans_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT matching_plans_kind_known CHECK (kind IN ('series', 'batch', 'itinerary', 'replan')),
  CONSTRAINT matching_plans_status_known CHECK (status IN ('running', 'ready', 'committed', 'undone', 'cancelled', 'failed')),
  CONSTRAINT matching_plans_bound_below CHECK (bound <= objective),
  CONSTRAINT matching_plans_progress_range CHECK (progress BETWEEN 0 AND 100)
);
CREATE INDEX matching_plans_recent_idx ON matching_plans (organization_id, created_at);

-- One proposal of a plan. Without a start nothing was found for it: its reasons say why.
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
  -- The appointment that a re-plan moves, and where it was; else the one that a commit made.
  appointment_id uuid,
  was jsonb,
  practitioner_id uuid,
  resource_ids uuid[] NOT NULL,
  starts_at timestamptz,
  ends_at timestamptz,
  cost bigint NOT NULL,
  -- {met: [...], given_up: [...], blocked: [...]}
  reasons jsonb NOT NULL,
  -- Why it could not be agreed, and what could be had instead.
  refusal jsonb,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT matching_placements_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT matching_placements_position_key UNIQUE (organization_id, plan_id, position),
  CONSTRAINT matching_placements_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES matching_plans (organization_id, id),
  CONSTRAINT matching_placements_ticket_fk FOREIGN KEY (organization_id, session_ticket_id)
    REFERENCES session_tickets (organization_id, id),
  CONSTRAINT matching_placements_appointment_fk FOREIGN KEY (organization_id, appointment_id)
    REFERENCES appointments (organization_id, id),
  CONSTRAINT matching_placements_status_known
    CHECK (status IN ('proposed', 'unplaced', 'committed', 'refused', 'undone')),
  CONSTRAINT matching_placements_placed_has_time CHECK (num_nonnulls(starts_at, ends_at) IN (0, 2) AND ends_at > starts_at)
);
CREATE INDEX matching_placements_ticket_idx ON matching_placements (organization_id, session_ticket_id)
  WHERE session_ticket_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON contracts TO tessera_app;
ALTER TABLE contracts ENABLE ROW LEVEL SECURITY;
CREATE POLICY contracts_tenant ON contracts USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON contract_lines TO tessera_app;
ALTER TABLE contract_lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY contract_lines_tenant ON contract_lines USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON booking_requests TO tessera_app;
ALTER TABLE booking_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_requests_tenant ON booking_requests USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON booking_patterns TO tessera_app;
ALTER TABLE booking_patterns ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_patterns_tenant ON booking_patterns USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON session_tickets TO tessera_app;
ALTER TABLE session_tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_tickets_tenant ON session_tickets USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON waitlist_openings TO tessera_app;
ALTER TABLE waitlist_openings ENABLE ROW LEVEL SECURITY;
CREATE POLICY waitlist_openings_tenant ON waitlist_openings USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON waitlist_offers TO tessera_app;
ALTER TABLE waitlist_offers ENABLE ROW LEVEL SECURITY;
CREATE POLICY waitlist_offers_tenant ON waitlist_offers USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON matching_plans TO tessera_app;
ALTER TABLE matching_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY matching_plans_tenant ON matching_plans USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON matching_placements TO tessera_app;
ALTER TABLE matching_placements ENABLE ROW LEVEL SECURITY;
CREATE POLICY matching_placements_tenant ON matching_placements USING (organization_id = current_setting('app.organization_id')::uuid);
