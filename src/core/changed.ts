type Change<Known> = { [Field in keyof Known]?: Known[Field] | undefined };

/** What is known with what the change names put in its place; a field that it leaves out (or undefined) stays. */
export function changed<Known extends object>(known: Known, change: Change<Known>): Known {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(named) };
}
