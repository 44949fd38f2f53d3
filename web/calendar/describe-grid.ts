const tableAttributes = ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"];

/**
 * Names the grid for assistive technology and makes its scrolling part reachable by keyboard, until the returned function is
 * called.
 *
 * The grid calls itself a table without being one for a reader (its rows stand in no row group, its cards in no cell), so the
 * roles go, whenever it draws them; each card says its time, patient and practitioner by itself.
 */
export function describeGrid(place: HTMLElement, label: string): () => void {
  const describe = () => {
    for (const part of place.querySelectorAll(".ec [role], .ec[role]")) {
      if (part.matches("[role=button], .ec-main")) continue;
      for (const name of tableAttributes) part.removeAttribute(name);
    }
    const main = place.querySelector<HTMLElement>(".ec-main:not([role])");
    if (!main) return;
    main.tabIndex = 0;
    main.setAttribute("role", "group");
    main.setAttribute("aria-label", label);
  };
  const observer = new MutationObserver(describe);
  observer.observe(place, { subtree: true, childList: true });
  describe();
  return () => observer.disconnect();
}
