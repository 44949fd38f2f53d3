import { Checkbox } from "@mantine/core";

interface TickAllProps {
  label: string;
  /** Of all rows that can be ticked. */
  keys: readonly string[];
  chosen: ReadonlySet<string>;
  choose: (keys: ReadonlySet<string>) => void;
}

/** Ticks every row of a table, or none; nothing where no row can be ticked. */
export function TickAll({ label, keys, chosen, choose }: TickAllProps) {
  if (keys.length === 0) return null;
  const ticked = keys.filter((key) => chosen.has(key)).length;
  return (
    <Checkbox
      aria-label={label}
      checked={ticked === keys.length}
      indeterminate={ticked > 0 && ticked < keys.length}
      onChange={(event) => choose(new Set(event.currentTarget.checked ? keys : []))}
    />
  );
}

export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  return next.delete(key) ? next : next.add(key);
}
