// A store that tells of every call that matters to the checker, before it is made and when it is answered.
import { addressKey, type Address } from "../../src/core/address.js";
import type { CommitOutcome, InstructionsRecord, Store } from "../../src/core/ports/store.js";
import type { Answer, Asked, Told } from "./history.js";

/** @param tell must have told for good when it returns */
export function observed(store: Store, tell: (told: Told) => void): Store {
  let calls = 0;
  const observe = async <T>(
    address: Address,
    asked: Asked,
    work: () => Promise<T>,
    answerOf: (outcome: T) => Answer,
  ): Promise<T> => {
    const call = (calls += 1);
    tell({ call, address: addressKey(address), at: microseconds(), asked });
    let answer: Answer | null = null;
    try {
      const outcome = await work();
      answer = answerOf(outcome);
      return outcome;
    } finally {
      tell({ call, at: microseconds(), answer });
    }
  };
  const seen = (record: InstructionsRecord | null | undefined): Answer => ({
    kind: "read",
    labels: record?.labels ?? null,
  });
  return {
    ...store,
    record: (address) => observe(address, { kind: "read" }, () => store.record(address), seen),
    read: (address, label) =>
      observe(
        address,
        { kind: "read" },
        () => store.read(address, label),
        (found) => seen(found?.record),
      ),
    appendRun: (run) =>
      observe(
        run.address,
        { kind: "run", key: run.idempotencyKey },
        () => store.appendRun(run),
        ({ item }) => ({ kind: "run", id: item.id }),
      ),
    appendFeedback: (feedback, lesson) =>
      observe(
        feedback.address,
        { kind: "feedback", key: feedback.idempotencyKey },
        () => store.appendFeedback(feedback, lesson),
        ({ item }) => ({ kind: "feedback", id: item.id }),
      ),
    commit(change) {
      const { address, create, version, labels = [] } = change;
      const asked: Asked = {
        kind: "commit",
        // Of what is only being made, no label is anywhere yet.
        labels: labels.map((move) => (create ? { ...move, from: null } : move)),
        version: version ? { number: version.number, hash: version.hash } : null,
      };
      return observe(address, asked, () => store.commit(change), answerOf);
    },
  };
}

function answerOf(outcome: CommitOutcome): Answer {
  const { record } = outcome;
  if (outcome.status === "committed") return { kind: "commit", status: "committed", labels: outcome.record.labels };
  return { kind: "commit", status: "conflict", conflict: outcome.conflict, labels: record?.labels ?? null };
}

/** On the machine's own clock, which all its processes share. */
const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);
