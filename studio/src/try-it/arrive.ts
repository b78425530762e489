/** Reading goes on at a new part of the conversation: it takes the focus, and comes into sight. */
export function arriveAt(element: HTMLElement | null): void {
  if (element === null) return;
  element.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}
