/** Recording an answer without standing in its way: no error breaks it, and a slow store does not hold it up long. */
import { KnowhowError } from "../../core/errors.js";
import type { Current } from "../../memory.js";
import type { AnswerMessage } from "./answer.js";
import { forCall, type ModelCall, type Readable, type WithInstructionsOptions } from "./options.js";

/** The longest wait for a run before the answer is ended without its id, in milliseconds. */
const PATIENCE = 1000;

/** @throws `invalid_policy` */
export function checkPatience(patience: number = PATIENCE): number {
  if (Number.isFinite(patience) && patience >= 0) return patience;
  throw new KnowhowError("invalid_policy", `"patience" must be milliseconds from 0, not ${String(patience)}.`);
}

/** Keeps the run; gives its id, or null if it could not be kept, or not yet. Never rejects. */
export async function keepRun(
  instructions: Readable,
  options: WithInstructionsOptions,
  call: ModelCall,
  current: Current,
  answer: AnswerMessage,
): Promise<string | null> {
  const kept = record(instructions, options, call, current, answer).catch((error: unknown) => {
    tell(options, error);
    return null;
  });
  try {
    options.waitUntil?.(kept);
  } catch (error) {
    tell(options, error);
  }
  return within(kept, checkPatience(options.patience));
}

async function record(
  instructions: Readable,
  options: WithInstructionsOptions,
  call: ModelCall,
  { ref }: Current,
  answer: AnswerMessage,
): Promise<string> {
  const thread = forCall(options.thread, call);
  const principal = forCall(options.principal, call);
  const metadata = forCall(options.metadata, call);
  const { id } = await instructions.record({
    messages: [...call.prompt, answer],
    ref,
    ...(thread === undefined ? {} : { thread }),
    ...(principal === undefined ? {} : { principal }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  return id;
}

function tell({ onError }: WithInstructionsOptions, error: unknown): void {
  try {
    onError?.(error);
  } catch {
    // Whoever is told of errors must not break the answer either.
  }
}

async function within(kept: Promise<string | null>, patience: number): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([kept, late]);
  } finally {
    clearTimeout(timer);
  }
}
