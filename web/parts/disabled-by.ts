/** A control that cannot be used now but can be reached, so that its reason can be read. */
export function disabledBy(reason: string | null) {
  return reason === null ? {} : { "aria-disabled": true, "data-disabled": true, "aria-description": reason };
}
