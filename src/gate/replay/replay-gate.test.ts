import { describe, expect, it, test } from "vitest";
import type { Check } from "../../core/case.js";
import type { GateCase, GateInput } from "../../core/ports/gate.js";
import type { GateResult } from "../../core/proposal.js";
import { makeMessage } from "../../testing/builders.js";
import { failingModel, scriptedModel } from "../../testing/models.js";
import type { ReplayGateOptions, Runner } from "./options.js";
import { replayGate } from "./replay-gate.js";

const BEFORE = "Write a tweet.\n\n- Do not use hashtags.\n";
const AFTER = `${BEFORE}- Use one emoji.\n`;
const noHashtags: Check = { kind: "count", of: "hashtags", max: 0 };
const oneEmoji: Check = { kind: "count", of: "emoji", min: 1, max: 1 };

let made = 0;
function gateCase(over: Partial<GateCase> = {}): GateCase {
  made += 1;
  return {
    caseId: `c${made}`,
    rule: "Do not use hashtags.",
    own: false,
    messages: [makeMessage(`Summarise paper ${made}.`)],
    metadata: {},
    check: noHashtags,
    ...over,
  };
}

const decide = (options: ReplayGateOptions, cases: readonly GateCase[], over: Partial<GateInput> = {}) =>
  replayGate(options).decide({
    address: { namespace: [], name: "tweet-writer" },
    before: BEFORE,
    after: AFTER,
    cases,
    signal: new AbortController().signal,
    ...over,
  });

/** An agent that does what its instructions say, and nothing else. */
const obedient: Runner = (instructions) =>
  `A result${instructions.includes("Do not use hashtags.") ? "" : " #AI"}${instructions.includes("one emoji") ? " 🙂" : ""}`;
const flips = (result: GateResult) => result.cases?.map(({ flip }) => flip);

describe("a deterministic runner", () => {
  const exact = { run: obedient, deterministic: true };

  it("passes when the kept cases still pass", async () => {
    const result = await decide(exact, [gateCase(), gateCase()]);
    expect(result).toMatchObject({ status: "passed", message: "Of 2 replayed cases none got worse." });
    expect(result.cases?.[0]).toEqual({
      caseId: expect.any(String),
      rule: "Do not use hashtags.",
      own: false,
      before: { passed: 1, failed: 0, inconclusive: 0 },
      after: { passed: 1, failed: 0, inconclusive: 0 },
      flip: "same",
      reason: "It has 0 hashtags; none is allowed.",
    });
  });

  it("refuses for a single case that passed and fails now, and says which", async () => {
    const cases = [gateCase(), gateCase({ rule: "Use no emoji.", check: { kind: "count", of: "emoji", max: 0 } })];
    const result = await decide(exact, cases);
    expect(result.status).toBe("refused");
    expect(flips(result)).toEqual(["same", "worse"]);
    expect(result.message).toBe(
      'The new instructions break 1 of 2 cases: "Use no emoji." passed 1 of 1 before and 0 of 1 now ' +
        "(It has 1 emoji; none is allowed). Mend the change, or retire a case that no longer holds.",
    );
  });

  it("does not refuse for what failed before", async () => {
    const result = await decide(exact, [gateCase(), gateCase({ check: { kind: "contains", text: "nowhere" } })]);
    expect([result.status, flips(result)]).toEqual(["passed", ["same", "same"]]);
  });

  it("is not certified by the proposal's own cases alone", async () => {
    const own = gateCase({ own: true, rule: "Use one emoji.", check: oneEmoji });
    const result = await decide(exact, [gateCase(), own]);
    expect([result.status, flips(result)]).toEqual(["unproven", ["same", "better"]]);
    expect(result.message).toContain("own lessons, which do not certify it");
    expect((await decide(exact, [{ ...own, check: noHashtags }])).status).toBe("unproven");
    const another = gateCase({ check: oneEmoji });
    expect((await decide(exact, [another, own])).status).toBe("passed");
  });

  it("still refuses for one of its own cases that got worse", async () => {
    const own = gateCase({ own: true, check: { kind: "count", of: "emoji", max: 0 } });
    expect((await decide(exact, [gateCase(), own])).status).toBe("refused");
  });

  it("is not run without a kept case, and then calls nothing", async () => {
    const never = { run: () => Promise.reject(new Error("Called.")), deterministic: true };
    expect((await decide(never, [])).status).toBe("not-run");
    expect(await decide(never, [gateCase({ caseId: null, own: true })])).toEqual({
      status: "not-run",
      message: "There is no kept case to replay.",
    });
  });
});

describe("runs that tell nothing", () => {
  const exact = { deterministic: true, timeoutMs: 20 };
  const failAfter: Runner = (instructions) => {
    if (instructions === AFTER) throw new Error("Out of memory.");
    return "A result";
  };

  test.each<[string, Runner, string]>([
    ["fail", failAfter, "The runner failed: Out of memory"],
    ["take too long", (instructions) => (instructions === AFTER ? new Promise(() => {}) : "A"), "longer than 0.02 s"],
    [
      "give no text",
      (instructions) => (instructions === AFTER ? (undefined as never) : "A"),
      "The runner gave undefined",
    ],
  ])("go to a person when they %s", async (_what, run, why) => {
    const result = await decide({ ...exact, run }, [gateCase()]);
    expect(result).toMatchObject({ status: "inconclusive", cases: [{ flip: "unclear" }] });
    expect(result.message).toContain(why);
  });

  it("hide nothing where the case failed before, or passes now", async () => {
    const failing: Check = { kind: "contains", text: "nowhere" };
    expect(flips(await decide({ ...exact, run: failAfter }, [gateCase({ check: failing })]))).toEqual(["same"]);
    const failBefore: Runner = (instructions) => failAfter(instructions === AFTER ? BEFORE : AFTER, [], {} as never);
    expect(flips(await decide({ ...exact, run: failBefore }, [gateCase()]))).toEqual(["same"]);
    expect(flips(await decide({ ...exact, run: failBefore }, [gateCase({ check: failing })]))).toEqual(["unclear"]);
  });

  it("tell a runner to stop at its time limit", async () => {
    const reasons: unknown[] = [];
    const run: Runner = (_instructions, _messages, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(reasons[reasons.push(signal.reason) - 1]));
      });
    await decide({ ...exact, run }, [gateCase()]);
    expect(reasons).toEqual([expect.any(Error), expect.any(Error)]);
  });

  it("end with the gate's own signal", async () => {
    const controller = new AbortController();
    const run: Runner = () => {
      controller.abort(new Error("Enough."));
      return new Promise(() => {});
    };
    await expect(decide({ run, concurrency: 1 }, [gateCase()], { signal: controller.signal })).rejects.toThrow(
      "Enough.",
    );
  });
});

describe("running", () => {
  it("runs side by side up to the limit", async () => {
    let [now, most] = [0, 0];
    const waiting: (() => void)[] = [];
    const run: Runner = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 3) for (const go of waiting.splice(0)) go();
      });
      now -= 1;
      return "A result";
    };
    await decide({ run, concurrency: 3, deterministic: true }, [gateCase(), gateCase(), gateCase()]);
    expect(most).toBe(3);
  });

  it("shows the runner the messages, a seed that both sides share, and the metadata", async () => {
    const seen: unknown[][] = [];
    const run: Runner = (instructions, messages, { seed, metadata }) => {
      seen.push([instructions, messages, seed, metadata]);
      (messages as unknown[]).push("spoilt");
      return "A result";
    };
    const one = gateCase({ metadata: { paper: "7" } });
    await decide({ run, samples: 2, concurrency: 1 }, [one]);
    expect(seen.map(([instructions]) => instructions)).toEqual([BEFORE, AFTER, BEFORE, AFTER]);
    const seeds = seen.map(([, , seed]) => seed);
    expect([seeds[0], seeds[2]]).toEqual([seeds[1], seeds[3]]);
    expect(seeds[0]).not.toBe(seeds[2]);
    expect(seeds.every((seed) => Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) < 2 ** 31)).toBe(
      true,
    );
    expect(seen[0]?.[3]).toEqual({ paper: "7" });
    expect(one.messages).toHaveLength(1);
  });

  it("pays for no answer twice: not for cases that ask the same, not in the next gate, not after a restart", async () => {
    let runs = 0;
    const run: Runner = (...input) => {
      runs += 1;
      return obedient(...input);
    };
    const cache = new Map<string, string>();
    const [one, twin] = [gateCase(), gateCase({ check: { kind: "contains", text: "result" } })];
    const cases = [one, { ...twin, messages: [makeMessage("Summarise.")] }, { ...one, caseId: "again" }];
    const first = await decide({ run, cache, samples: 2 }, cases);
    expect(runs).toBe(2 * 2 * 2);
    expect(await decide({ run, cache, samples: 2 }, cases)).toEqual(first);
    expect(runs).toBe(8);
    await decide({ run, cache, samples: 2 }, cases, { before: AFTER, after: `${AFTER}- Be kind.\n` });
    expect(runs).toBe(12);
    await decide({ run, cache, samples: 2, id: "agent-2" }, cases);
    expect(runs).toBe(20);
  });

  it("does without a cache that fails, and keeps no failure", async () => {
    const broken = { get: () => Promise.reject(new Error("Down.")), set: () => Promise.reject(new Error("Down.")) };
    expect((await decide({ run: obedient, cache: broken }, [gateCase()])).status).toBe("passed");
    const cache = new Map<string, string>();
    await decide({ run: () => Promise.reject(new Error("Down.")), cache }, [gateCase()]);
    expect(cache.size).toBe(0);
  });

  it("lets a model judge, once for each answer", async () => {
    const check: Check = { kind: "judge", rubric: "It is kind." };
    const judge = scriptedModel(() => '{"reason": "Warm.", "verdict": "yes"}');
    const gate = replayGate({ run: obedient, deterministic: true, judge, samples: 2 });
    const input = { address: { namespace: [], name: "a" }, before: BEFORE, after: AFTER, cases: [gateCase({ check })] };
    const { signal } = new AbortController();
    expect((await gate.decide({ ...input, signal })).status).toBe("passed");
    expect(judge.requests).toHaveLength(4);
    await gate.decide({ ...input, signal });
    expect(judge.requests).toHaveLength(4);
    expect((await decide({ run: obedient, judge: failingModel() }, [gateCase({ check })])).status).toBe("inconclusive");
    expect((await decide({ run: obedient }, [gateCase({ check })])).status).toBe("inconclusive");
  });

  test.each<[string, Partial<ReplayGateOptions>]>([
    ["no runner", { run: "agent" as never }],
    ["no concurrency", { concurrency: 0 }],
    ["too few samples", { maxSamples: 3 }],
    ["half a sample", { samples: 1.5 }],
    ["certainty", { alpha: 0 }],
    ["no time", { timeoutMs: 0 }],
    ["a negative seed", { seed: -1 }],
  ])("refuses %s", (_what, options) => {
    expect(() => replayGate({ run: obedient, ...options })).toThrow(
      expect.objectContaining({ code: "invalid_policy" }),
    );
  });
});
