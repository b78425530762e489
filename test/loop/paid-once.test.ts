// A reflection that dies between the model's answer and its effect runs again without asking the model again.
import { createMemory, memoryStore, playbook } from "knowhow";
import { scriptedModel } from "knowhow/testing";
import { expect, it } from "vitest";

const ANSWER = JSON.stringify({
  lessons: [{ lesson: "L1", outcome: "edited", reason: "A lasting wish." }],
  edits: [{ edit: "add", target: "", text: "Use no hashtags.", evidence: [{ lesson: "L1", quote: "no hashtags" }] }],
  rationale: "No hashtags.",
});
const by = { id: "ana", role: "reviewer" } as const;

it("pays for an answer once, whatever happens behind it", async () => {
  const inner = memoryStore();
  let dying = false;
  const store: typeof inner = {
    ...inner,
    commit: (change) => (dying ? Promise.reject(new Error("killed")) : inner.commit(change)),
  };
  const model = scriptedModel([ANSWER]);
  const memory = createMemory({ store, strategy: playbook({ model }) });
  const tweets = memory.instructions("tweet-writer", { seed: "Write a tweet.\n" });
  await tweets.current();
  await tweets.feedback({ comment: "Please, no hashtags.", by });

  dying = true;
  await expect(tweets.reflect()).rejects.toThrow("killed");
  dying = false;
  expect((await tweets.reflect()).status).toBe("accepted");
  expect((await tweets.current()).text).toContain("Use no hashtags.");
  expect(model.requests).toHaveLength(1);
});

it("keeps nothing of a dry run", async () => {
  const model = scriptedModel([ANSWER, ANSWER]);
  const memory = createMemory({ store: memoryStore(), strategy: playbook({ model }) });
  const tweets = memory.instructions("tweet-writer", { seed: "Write a tweet.\n" });
  await tweets.feedback({ comment: "Please, no hashtags.", by });
  await tweets.reflect({ dryRun: true });
  expect((await tweets.reflect()).status).toBe("accepted");
  expect(model.requests).toHaveLength(2);
});
