/** Who is in a team, and what came of its reflection. */
import type { KnowhowError } from "../../core/errors.js";
import type { Usage } from "../../core/proposal.js";
import type { Scope } from "../context.js";
import type { ReflectResult } from "../reflect-result.js";

/** One of the team, and the name it is told apart by. */
export interface TeamMember {
  readonly name: string;
  readonly scope: Scope;
}

/** What became of one lesson of the team. */
export interface TeamDecision {
  readonly lessonId: string;
  /** The members it is a lesson of now. */
  readonly to: readonly string[];
  /** `none`: nobody is to change for it. `unsure`: it stays pending. */
  readonly outcome: "attributed" | "none" | "unsure";
  /** A model's id, or `rules` where no model was asked. */
  readonly by: string;
  readonly reason: string;
}

export interface TeamResult {
  /** What became of each lesson of the team, and why. */
  readonly decisions: readonly TeamDecision[];
  /** What the attribution used, without the reflections. */
  readonly usage: Usage;
  /** Why the attribution failed; its lessons stay pending. */
  readonly error: KnowhowError | null;
  /** By member. */
  readonly reflections: Readonly<Record<string, ReflectResult>>;
}
