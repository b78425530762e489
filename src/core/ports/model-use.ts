/** What whoever asks a model is given for it: the answers it got before, a budget, and a book of its calls. */
import type { NoteCall } from "../model-call.js";

/**
 * Keeps a model's answers as they arrive, so that a reflection that runs again after a crash does not pay for them
 * twice.
 */
export interface AnswerBook {
  /** The answer kept for a request; null for none. */
  find(request: string): Promise<string | null>;
  keep(request: string, answer: string): Promise<void>;
}

/** What one reflection may use. Without a field there is no limit. */
export interface ReflectionBudget {
  readonly calls?: number;
  /** Input and output together. Those of the last answer may go beyond, since its length is not known before. */
  readonly tokens?: number;
  readonly seconds?: number;
}

/** What a strategy that asks a model is given for it. */
export interface ModelUse {
  readonly signal: AbortSignal;
  /** The answers of this very reflection, if it ran before. */
  readonly answers?: AnswerBook;
  /** Told of every call as it ends; what it is told of stands in the costs. */
  readonly noteCall?: NoteCall;
  /** The policy's budget. The loop itself sees to the seconds. */
  readonly budget?: ReflectionBudget;
}
