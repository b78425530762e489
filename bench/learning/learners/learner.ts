// What is measured: something that is told things and has a text in force.
import type { Principal, Usage } from "knowhow";

/** One turn of the agent and what was said of it. */
export interface Turn {
  /** The key of what was said. */
  readonly key: string;
  readonly by: Principal;
  readonly comment: string;
  /** What the agent was asked, what a tool gave back (null for no tool), and what the agent wrote. */
  readonly request: string;
  readonly page: string | null;
  readonly output: string;
}

/**
 * What became of something said: `taken` changed or supported a rule, `held` waits for a person, `refused` was thrown
 * out by a screen, `dismissed` was found to teach nothing, `unread` was not understood or may not teach.
 */
export type Fate = "taken" | "held" | "refused" | "dismissed" | "unread";

export interface Learner {
  readonly name: string;
  text(): Promise<string>;
  tell(turn: Turn): Promise<void>;
  /** Learns from what was told. Gives the fate of everything told so far, by its key. */
  reflect(): Promise<ReadonlyMap<string, Fate>>;
  usage(): Usage;
}
