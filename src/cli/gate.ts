/** The gate that a command asks for by a command of the user's own. */
import type { Gate } from "../core/ports/gate.js";
import { modelOf } from "./strategies.js";

export interface GateOptions {
  /** The command. */
  readonly run: string;
  readonly deterministic?: boolean;
  /** The name of a model for checks of kind `judge`. */
  readonly judge?: string;
  /** Of one call of that model, in seconds. */
  readonly timeout?: number;
}

/** @throws `model_unknown`, `missing_dependency`, `model_failed` */
export async function makeGate({ run, deterministic = false, judge, timeout }: GateOptions): Promise<Gate> {
  const { replayGate } = await import("../gate/replay/replay-gate.js");
  const { commandRunner } = await import("./command-runner.js");
  const model = judge === undefined ? undefined : await modelOf(judge, timeout);
  return replayGate({ run: commandRunner(run), deterministic, ...(model ? { judge: model } : {}) });
}
