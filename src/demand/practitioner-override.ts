/** What one practitioner does otherwise than the service says; null is the service's own. */
export interface PractitionerOverride {
  practitioner_id: string;
  duration_minutes: number | null;
  price_minor: number | null;
  buffer_before_minutes: number | null;
  buffer_after_minutes: number | null;
}
