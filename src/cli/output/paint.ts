/** Colours for people. None where the output is no terminal, or NO_COLOR says so. */
import picocolors from "picocolors";

export type Paint = ReturnType<typeof picocolors.createColors>;

export const makePaint = (colours: boolean): Paint => picocolors.createColors(colours);

/** https://no-color.org and https://force-color.org */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
