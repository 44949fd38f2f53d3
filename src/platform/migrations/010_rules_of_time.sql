-- Every rule of a clinic's time: exceptions on top of the weekly rules, time off, pools of interchangeable resources, and
-- services that need any of a pool or of a kind, last longer with one practitioner, or share their buffers with neighbours.
-- A claim now guards two windows, because buffers that two neighbours share bind them in two ways: nobody's appointment with
-- what comes after it may overlap another's appointment with what comes after it, and the same for what comes before.

ALTER TABLE clinics ADD COLUMN country text;
ALTER TABLE clinics ADD COLUMN region text;
UPDATE clinics c SET country = o.country FROM organizations o WHERE o.id = c.organization_id;
ALTER TABLE clinics ADD CONSTRAINT clinics_country_code CHECK (country ~ '^[A-Z]{2}$');

CREATE TABLE pools (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT pools_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT pools_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT pools_status_known CHECK (status IN ('active', 'retired'))
);
CREATE INDEX pools_clinic_idx ON pools (organization_id, clinic_id);

-- The order is the order in which a free one is chosen.
CREATE TABLE pool_resources (
  organization_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  position smallint NOT NULL,
  CONSTRAINT pool_resources_pkey PRIMARY KEY (organization_id, pool_id, resource_id),
  CONSTRAINT pool_resources_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools (organization_id, id),
  CONSTRAINT pool_resources_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id)
);
CREATE INDEX pool_resources_resource_idx ON pool_resources (organization_id, resource_id);

CREATE TABLE schedule_exceptions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  resource_id uuid,
  clinic_id uuid,
  service_id uuid,
  room_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  timezone text NOT NULL,
  source text NOT NULL,
  reason text,
  lanes smallint,
  slot_minutes smallint,
  created_by uuid,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT schedule_exceptions_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT schedule_exceptions_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT schedule_exceptions_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT schedule_exceptions_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT schedule_exceptions_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT schedule_exceptions_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources (organization_id, id),
  CONSTRAINT schedule_exceptions_created_by_fk FOREIGN KEY (organization_id, created_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT schedule_exceptions_kind_known CHECK (kind IN ('blocked', 'available')),
  CONSTRAINT schedule_exceptions_source_known CHECK (source IN ('manual', 'import', 'time_off', 'holiday')),
  CONSTRAINT schedule_exceptions_in_order CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '1100 days'),
  CONSTRAINT schedule_exceptions_opening_has_slots CHECK
    ((kind = 'available' AND resource_id IS NOT NULL) = (lanes IS NOT NULL) AND (lanes IS NOT NULL) = (slot_minutes IS NOT NULL)),
  CONSTRAINT schedule_exceptions_opening_has_clinic CHECK (lanes IS NULL OR clinic_id IS NOT NULL),
  CONSTRAINT schedule_exceptions_lanes_positive CHECK (lanes BETWEEN 1 AND 50),
  CONSTRAINT schedule_exceptions_slot_range CHECK (slot_minutes BETWEEN 1 AND 720)
);
CREATE INDEX schedule_exceptions_window_idx ON schedule_exceptions (organization_id, ends_at);

CREATE TABLE time_off_requests (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  timezone text NOT NULL,
  status text NOT NULL,
  reason text,
  notes text,
  schedule_exception_id uuid,
  requested_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT time_off_requests_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT time_off_requests_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT time_off_requests_exception_fk FOREIGN KEY (organization_id, schedule_exception_id)
    REFERENCES schedule_exceptions (organization_id, id),
  CONSTRAINT time_off_requests_requested_by_fk FOREIGN KEY (organization_id, requested_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT time_off_requests_decided_by_fk FOREIGN KEY (organization_id, decided_by) REFERENCES accounts (organization_id, id),
  CONSTRAINT time_off_requests_status_known CHECK (status IN ('pending', 'approved', 'denied')),
  CONSTRAINT time_off_requests_in_order CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '1100 days'),
  CONSTRAINT time_off_requests_decided_has_time CHECK ((status = 'pending') = (decided_at IS NULL)),
  CONSTRAINT time_off_requests_approved_blocks CHECK (status = 'approved' OR schedule_exception_id IS NULL)
);
CREATE INDEX time_off_requests_resource_idx ON time_off_requests (organization_id, resource_id, starts_at);
CREATE INDEX time_off_requests_pending_idx ON time_off_requests (organization_id, starts_at) WHERE status = 'pending';

-- Until when a resource's slots are generated, and since when they are due because its rules changed.
CREATE TABLE slot_inventories (
  organization_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  generated_until date,
  due_since timestamptz,
  CONSTRAINT slot_inventories_pkey PRIMARY KEY (organization_id, resource_id),
  CONSTRAINT slot_inventories_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id)
);
CREATE INDEX slot_inventories_due_idx ON slot_inventories (organization_id, due_since) WHERE due_since IS NOT NULL;
INSERT INTO slot_inventories (organization_id, resource_id) SELECT DISTINCT organization_id, resource_id FROM slots;

ALTER TABLE services ADD COLUMN buffers_shareable boolean NOT NULL DEFAULT false;
ALTER TABLE services ALTER COLUMN buffers_shareable DROP DEFAULT;

ALTER TABLE service_phases ADD COLUMN pool_id uuid;
ALTER TABLE service_phases ADD COLUMN resource_kind text;
ALTER TABLE service_phases DROP CONSTRAINT service_phases_need_known;
ALTER TABLE service_phases DROP CONSTRAINT service_phases_need_names_resource;
ALTER TABLE service_phases ADD CONSTRAINT service_phases_pool_fk FOREIGN KEY (organization_id, pool_id) REFERENCES pools (organization_id, id);
ALTER TABLE service_phases ADD CONSTRAINT service_phases_need_known CHECK (need IN ('practitioner', 'resource', 'pool', 'kind'));
ALTER TABLE service_phases ADD CONSTRAINT service_phases_kind_known
  CHECK (resource_kind IN ('room', 'station', 'bed', 'equipment', 'telehealth', 'staff'));
ALTER TABLE service_phases ADD CONSTRAINT service_phases_need_names_what CHECK (
  (need = 'resource') = (resource_id IS NOT NULL) AND (need = 'pool') = (pool_id IS NOT NULL) AND (need = 'kind') = (resource_kind IS NOT NULL)
);

-- What one practitioner does otherwise; null is the service's own.
ALTER TABLE service_practitioners ADD COLUMN duration_minutes smallint;
ALTER TABLE service_practitioners ADD COLUMN price_minor bigint;
ALTER TABLE service_practitioners ADD COLUMN buffer_before_minutes smallint;
ALTER TABLE service_practitioners ADD COLUMN buffer_after_minutes smallint;
ALTER TABLE service_practitioners ADD CONSTRAINT service_practitioners_duration_range CHECK (duration_minutes BETWEEN 1 AND 1440);
ALTER TABLE service_practitioners ADD CONSTRAINT service_practitioners_price_not_negative CHECK (price_minor >= 0);
ALTER TABLE service_practitioners ADD CONSTRAINT service_practitioners_buffers_range
  CHECK (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240);

-- The phases that an appointment was booked with, because a service may change later: [[first minute, minute after the last], ...].
-- Null for those booked before this column: their events do not tell.
ALTER TABLE appointments ADD COLUMN phases jsonb;

ALTER TABLE resource_claims ADD COLUMN lead_starts_at timestamptz;
ALTER TABLE resource_claims ADD COLUMN lead_ends_at timestamptz;
UPDATE resource_claims SET lead_starts_at = starts_at, lead_ends_at = ends_at;
ALTER TABLE resource_claims ALTER COLUMN lead_starts_at SET NOT NULL;
ALTER TABLE resource_claims ALTER COLUMN lead_ends_at SET NOT NULL;
ALTER TABLE resource_claims ADD CONSTRAINT resource_claims_lead_bounded CHECK (
  lead_starts_at <= starts_at AND lead_ends_at <= ends_at AND lead_ends_at > starts_at AND lead_starts_at >= starts_at - interval '4 hours'
);
ALTER TABLE resource_claims ADD CONSTRAINT resource_claims_lead_no_overlap EXCLUDE USING gist (
  organization_id WITH =, resource_id WITH =, lane WITH =, tstzrange(lead_starts_at, lead_ends_at) WITH &&
) WHERE (status IN ('held', 'active'));

GRANT SELECT, INSERT, UPDATE ON pools TO tessera_app;
ALTER TABLE pools ENABLE ROW LEVEL SECURITY;
CREATE POLICY pools_tenant ON pools USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON pool_resources TO tessera_app;
ALTER TABLE pool_resources ENABLE ROW LEVEL SECURITY;
CREATE POLICY pool_resources_tenant ON pool_resources USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON schedule_exceptions TO tessera_app;
ALTER TABLE schedule_exceptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_exceptions_tenant ON schedule_exceptions USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON time_off_requests TO tessera_app;
ALTER TABLE time_off_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY time_off_requests_tenant ON time_off_requests USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON slot_inventories TO tessera_app;
ALTER TABLE slot_inventories ENABLE ROW LEVEL SECURITY;
CREATE POLICY slot_inventories_tenant ON slot_inventories USING (organization_id = current_setting('app.organization_id')::uuid);
GRANT UPDATE ON service_practitioners TO tessera_app;
