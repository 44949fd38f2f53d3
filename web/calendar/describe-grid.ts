/** Names the grid for assistive technology and makes its scrolling part reachable by keyboard. */
export function describeGrid(place: HTMLElement | null, label: string): void {
  const main = place?.querySelector<HTMLElement>(".ec-main");
  if (!main) return;
  main.tabIndex = 0;
  main.setAttribute("aria-label", label);
}
