// A reflection that dies between the model's answer and its effect runs again without asking the model again.
import { createMemory, gradient, memoryStore, metaprompt, playbook, promptMemory } from "knowhow";
import type { Model, Store, Strategy } from "knowhow";
import { scriptedModel } from "knowhow/testing";
import { describe, expect, it } from "vitest";

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

describe("a strategy of several calls that dies before any one of them asks again only for what it has no answer to", () => {
  const SEED = "Write a tweet.\n";
  const lessons = [{ lesson: "L1", outcome: "edited", reason: "A lasting wish." }];
  const quoted = { lesson: "L1", quote: "no hashtags" };
  const changed = {
    update: true,
    improved: `${SEED}Use no hashtags.\n`,
    changes: [{ ...quoted, text: "Use no hashtags." }],
    lessons,
    rationale: "No hashtags.",
  };
  const verdict = {
    update: true,
    recommendations: [{ ...quoted, recommendation: "Add that there are no hashtags." }],
    supports: [],
    lessons,
    rationale: "No hashtags.",
  };
  const thought = (last: object) => JSON.stringify({ step: "think", thoughts: "Hm.", ...last });
  const rounds = { min: 2, max: 2 };
  const open = (store: Store, strategy: Strategy) =>
    createMemory({ store, strategy }).instructions("tweet-writer", { seed: SEED });
  it.each([
    {
      name: "gradient",
      make: (model: Model) => gradient({ model, rounds }),
      answers: [thought({ verdict: null }), JSON.stringify({ step: "done", thoughts: "", verdict }), ANSWER],
    },
    {
      name: "metaprompt",
      make: (model: Model) => metaprompt({ model, rounds }),
      answers: [
        thought({ result: null }),
        thought({ result: null }),
        JSON.stringify({ step: "done", thoughts: "", result: changed }),
      ],
    },
    { name: "promptMemory", make: (model: Model) => promptMemory({ model }), answers: [JSON.stringify(changed)] },
  ])("$name", async ({ make, answers }) => {
    for (let died = 0; died <= answers.length; died += 1) {
      const store = memoryStore();
      const model = scriptedModel(answers);
      // The first process stands still for ever before a call, or before the commit behind the last one.
      let standsStill = () => {};
      const still = new Promise<void>((resolve) => (standsStill = resolve));
      const stop = <T>() => (standsStill(), new Promise<T>(() => {}));
      const stopping: Model = {
        ...model,
        generate: (request) => (model.requests.length === died ? stop() : model.generate(request)),
      };
      const stoppingStore: Store = {
        ...store,
        commit: (change) => (model.requests.length === answers.length ? stop() : store.commit(change)),
      };
      const first = open(stoppingStore, make(stopping));
      await first.current();
      await first.feedback({ comment: "Please, no hashtags.", by });
      void first.reflect();
      await still;

      const second = open(store, make(model));
      await second.reflect();
      const { items } = await second.proposals();
      expect(
        items.map(({ edits }) => edits),
        `died before call ${died + 1}`,
      ).toMatchObject([[{ kind: "add", text: "Use no hashtags." }]]);
      expect(model.requests, `died before call ${died + 1}`).toHaveLength(answers.length);
    }
  });
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
