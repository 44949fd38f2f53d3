-- What a clinic can offer: places, resources, the weekly rules (the truth) and the slots generated from them (the inventory).

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
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT clinics_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT clinics_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT clinics_queue_policy_known CHECK (queue_policy IN ('on_arrival', 'on_booking')),
  CONSTRAINT clinics_status_known CHECK (status IN ('active', 'retired'))
);

-- Anything that can be in only so many places at once. A practitioner is a resource that is a person who treats.
CREATE TABLE resources (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid,
  kind text NOT NULL,
  name text NOT NULL,
  lanes smallint NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT resources_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT resources_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT resources_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT resources_kind_known CHECK (kind IN ('practitioner', 'room', 'station', 'bed', 'equipment', 'telehealth', 'staff')),
  CONSTRAINT resources_lanes_positive CHECK (lanes BETWEEN 1 AND 50),
  CONSTRAINT resources_status_known CHECK (status IN ('active', 'retired'))
);
CREATE INDEX resources_clinic_idx ON resources (organization_id, clinic_id);

CREATE TABLE practitioners (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  specialty text,
  share_basis_points integer NOT NULL,
  CONSTRAINT practitioners_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT practitioners_resource_fk FOREIGN KEY (organization_id, id) REFERENCES resources (organization_id, id),
  CONSTRAINT practitioners_share_range CHECK (share_basis_points BETWEEN 0 AND 10000)
);

ALTER TABLE accounts ADD CONSTRAINT accounts_practitioner_fk
  FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id);

CREATE TABLE practitioner_clinics (
  organization_id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  CONSTRAINT practitioner_clinics_pkey PRIMARY KEY (organization_id, practitioner_id, clinic_id),
  CONSTRAINT practitioner_clinics_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT practitioner_clinics_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id)
);
CREATE INDEX practitioner_clinics_clinic_idx ON practitioner_clinics (organization_id, clinic_id);

-- Weekly working windows in wall-clock time. An end that is not after its start lies on the next day.
CREATE TABLE schedule_rules (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  weekday smallint NOT NULL,
  start_local time NOT NULL,
  end_local time NOT NULL,
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
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT schedule_rules_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT schedule_rules_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT schedule_rules_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT schedule_rules_room_fk FOREIGN KEY (organization_id, room_id) REFERENCES resources (organization_id, id),
  CONSTRAINT schedule_rules_weekday_iso CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT schedule_rules_slot_range CHECK (slot_minutes BETWEEN 1 AND 720),
  CONSTRAINT schedule_rules_lanes_positive CHECK (lanes BETWEEN 1 AND 50),
  CONSTRAINT schedule_rules_buffers_range CHECK (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240),
  CONSTRAINT schedule_rules_valid_in_order CHECK (valid_to >= valid_from)
);
CREATE INDEX schedule_rules_resource_idx ON schedule_rules (organization_id, resource_id);
CREATE INDEX schedule_rules_clinic_idx ON schedule_rules (organization_id, clinic_id);

CREATE TABLE schedule_rule_breaks (
  organization_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  position smallint NOT NULL,
  start_local time NOT NULL,
  end_local time NOT NULL,
  label text,
  CONSTRAINT schedule_rule_breaks_pkey PRIMARY KEY (organization_id, rule_id, position),
  CONSTRAINT schedule_rule_breaks_rule_fk FOREIGN KEY (organization_id, rule_id)
    REFERENCES schedule_rules (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT schedule_rule_breaks_not_empty CHECK (start_local <> end_local)
);

-- The inventory. Generation owns `is_open`, booking owns the two counts, and the status follows from the three, so that
-- none of them can contradict another. Counts, because neighbouring claims may share the slot at their border.
CREATE TABLE slots (
  organization_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  lane smallint NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  clinic_id uuid NOT NULL,
  rule_id uuid,
  is_open boolean NOT NULL,
  held_claims smallint NOT NULL,
  active_claims smallint NOT NULL,
  status text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN active_claims > 0 THEN 'booked' WHEN held_claims > 0 THEN 'held' WHEN is_open THEN 'available' ELSE 'blocked' END
  ) STORED,
  CONSTRAINT slots_pkey PRIMARY KEY (organization_id, resource_id, lane, starts_at),
  CONSTRAINT slots_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT slots_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT slots_ends_after_start CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '12 hours'),
  CONSTRAINT slots_counts_not_negative CHECK (held_claims >= 0 AND active_claims >= 0)
);
CREATE INDEX slots_clinic_idx ON slots (organization_id, clinic_id, starts_at);
