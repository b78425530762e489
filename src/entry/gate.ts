/** `knowhow/gate`: the gate that replays kept cases through your own agent, and the checks that cases are made of. */
export { describeCheck } from "../gate/checks/describe.js";
export { checkDefinition } from "../gate/checks/definition.js";
export { type JudgeOptions, runCheckWith } from "../gate/checks/judge.js";
export { runCheck } from "../gate/checks/run-check.js";
export { deriveCheck } from "../gate/derive/derive.js";
export type { ReplayGateOptions, RunCache, Runner, RunnerContext } from "../gate/replay/options.js";
export { replayGate } from "../gate/replay/replay-gate.js";
export type { Bounds, Case, CaseState, Check, CheckResult, Counted, LengthUnit, Pattern } from "../core/case.js";
