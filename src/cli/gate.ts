/** The gate that a command asks for by a command of the user's own. */
import type { Gate } from "../core/ports/gate.js";

export interface GateOptions {
  /** The command. */
  readonly run: string;
  readonly deterministic?: boolean;
  /** The name of a model for checks of kind `judge`. */
  readonly judge?: string;
}

/** @throws `model_unknown`, `missing_dependency`, `model_failed` */
export async function makeGate({ run, deterministic = false, judge }: GateOptions): Promise<Gate> {
  const { replayGate } = await import("../gate/replay/replay-gate.js");
  const { commandRunner } = await import("./command-runner.js");
  const model = judge === undefined ? undefined : await (await import("../models/resolve.js")).resolveModel(judge);
  return replayGate({ run: commandRunner(run), deterministic, ...(model ? { judge: model } : {}) });
}
