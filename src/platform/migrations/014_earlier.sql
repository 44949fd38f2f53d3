-- Who has a time for a session and would rather come earlier is asked, too; what they accept moves their appointment.
ALTER TABLE booking_requests ADD COLUMN earlier boolean;
CREATE INDEX booking_requests_earlier_idx ON booking_requests (organization_id, clinic_id) WHERE earlier AND status = 'scheduled';

ALTER TABLE waitlist_offers ADD COLUMN moves_appointment_id uuid;
ALTER TABLE waitlist_offers ADD CONSTRAINT waitlist_offers_moves_fk FOREIGN KEY (organization_id, moves_appointment_id)
  REFERENCES appointments (organization_id, id);
