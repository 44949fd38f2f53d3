-- Effects leave through the outbox: written with the change itself, relayed after commit, at least once.

CREATE TABLE outbox (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  clinic_id uuid NOT NULL,
  rooms text[] NOT NULL,
  area text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  occurred_at timestamptz NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT outbox_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- The relay numbers what it delivers, room by room, in the order in which it became visible.
CREATE TABLE rooms (
  organization_id uuid NOT NULL,
  room text NOT NULL,
  last_seq bigint NOT NULL,
  CONSTRAINT rooms_pkey PRIMARY KEY (organization_id, room),
  CONSTRAINT rooms_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- What a client that was away asks for, from its last number.
CREATE TABLE room_events (
  organization_id uuid NOT NULL,
  room text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  clinic_id uuid NOT NULL,
  area text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  occurred_at timestamptz NOT NULL,
  CONSTRAINT room_events_pkey PRIMARY KEY (organization_id, room, seq),
  CONSTRAINT room_events_room_fk FOREIGN KEY (organization_id, room) REFERENCES rooms (organization_id, room)
);
CREATE INDEX room_events_occurred_idx ON room_events (organization_id, occurred_at);
