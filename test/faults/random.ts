// Random numbers that a seed repeats.

/** From 0 up to 1, the same ones for the same seed (Park and Miller's generator). */
export function randomFrom(seed: number): () => number {
  let state = (Math.floor(seed) % 2_147_483_646) + 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  // Seeds beside each other begin alike.
  for (let turn = 0; turn < 8; turn += 1) next();
  return next;
}
