/** What a memory store keeps for one address. */
import type { Case } from "../../core/case.js";
import type { Claim } from "../../core/claim.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { ModelCall } from "../../core/model-call.js";
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import type { Run } from "../../core/run.js";
import type { Version } from "../../core/version.js";
import { Rows } from "./rows.js";

/** Everything of one address. Runs and feedback may be there before the instructions are. */
export class Shelf {
  record: InstructionsRecord | null = null;
  claim: Claim | null = null;
  /** Version 1 is at index 0. */
  readonly versions: Version[] = [];
  readonly runs = new Rows<Run>();
  readonly feedback = new Rows<Feedback>();
  readonly lessons = new Rows<Lesson>();
  readonly proposals = new Rows<Proposal>();
  readonly cases = new Rows<Case>();
  readonly evidence = new Rows<EvidenceRecord>();
  readonly reflections = new Rows<ReflectionRecord>();
  readonly calls = new Rows<ModelCall>();
  /** Ids by idempotency key. */
  readonly runKeys = new Map<string, string>();
  readonly feedbackKeys = new Map<string, string>();
  /** By reflection id and request, joined by a space: ids have none. */
  readonly answers = new Map<string, string>();

  /** Looking for something that is not there makes an empty shelf. */
  holdsAnything(): boolean {
    const { record, claim, answers } = this;
    if (record || claim || answers.size > 0) return true;
    return [this.runs, this.feedback, this.calls].some((rows) => rows.all().length > 0);
  }
}
