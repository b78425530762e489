/** Something that learns from one comment, and asks a model for it at an address. */
import type { Trial } from "../trial.js";

export interface Contestant {
  readonly name: string;
  /** Learns one trial's lesson with the model at `address`, and gives the rules that are in force afterwards. */
  learn(trial: Trial, address: string): Promise<readonly string[]>;
}

/** The model that all ask for. The server is the same for any. */
export const MODEL = "gpt-4.1";
