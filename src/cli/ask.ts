/** Asks the person at the terminal. Questions go to standard error: standard output is for answers. */
import { Interrupted } from "./interrupted.js";

/** Whether somebody can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Yes or no; no is what Return means. @throws `Interrupted` */
export async function askForConsent(message: string): Promise<boolean> {
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message, output: process.stderr, initialValue: false });
  if (isCancel(answer)) throw new Interrupted("Cancelled. Nothing was changed.");
  return answer;
}

/** One line of text that is not blank; `fallback`, if there is one, for an empty answer. @throws `Interrupted` */
export async function askForText(message: string, fallback?: string): Promise<string> {
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({
    message,
    output: process.stderr,
    ...(fallback === undefined ? {} : { placeholder: fallback, defaultValue: fallback }),
    validate: (value) =>
      (value ?? "").trim() === "" && fallback === undefined ? "Write something, or press Ctrl-C." : undefined,
  });
  if (isCancel(answer)) throw new Interrupted("Cancelled. Nothing was kept.");
  return answer;
}
