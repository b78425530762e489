/** Users of a shared layer teach together: a rule takes effect when enough people taught the same. */
import { describe, expect, it } from "vitest";
import type { Principal } from "../../src/core/principal.js";
import { createMemory, type Instructions, type Policy } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { memoryStore } from "../../src/stores/memory/store.js";

const ana = { id: "ana", role: "reviewer" } as const;
const user = (id: string): Principal => ({ id, role: "user" });
const SEED = "You write tweets.\n";
const DAY = 86_400_000;

function open(policy: Policy, clock = Date.now): Instructions {
  const memory = createMemory({ store: memoryStore(), strategy: literal(), clock });
  return memory.instructions("tweets", { seed: SEED, policy });
}
async function teach(tweets: Instructions, by: Principal, comment: string) {
  await tweets.feedback({ by, comment });
  return tweets.reflect();
}
const textOf = async (tweets: Instructions): Promise<string> => (await tweets.current()).text;
const states = async (tweets: Instructions) => (await tweets.lessons()).items.map(({ state }) => state);

describe("a quorum", () => {
  it("puts a rule into force when so many people taught it, and counts until then", async () => {
    const tweets = open({ quorum: { people: 3 } });
    const first = await teach(tweets, user("uma"), "No hashtags, please.");
    expect(first.proposal?.screens).toMatchObject([{ screen: "quorum", quorum: { people: ["uma"], needed: 3 } }]);
    const second = await teach(tweets, user("ben"), "Please stop using hashtags.");
    expect(second.status).toBe("proposed");
    expect(second.proposal?.screens[0]?.message).toContain("2 of 3 people taught this: uma, ben.");
    const waiting = (await tweets.proposals({ states: ["open"] })).items;
    expect(waiting.map(({ lessonIds }) => lessonIds.length)).toEqual([2]);
    await expect(tweets.accept(first.proposal?.id ?? "", { by: ana })).rejects.toMatchObject({
      code: "proposal_decided",
      message: expect.stringContaining(waiting[0]?.id ?? "?"),
    });
    expect(await textOf(tweets)).toBe(SEED);
    const third = await teach(tweets, user("carl"), "Do not use hashtags.");
    expect(third).toMatchObject({ status: "accepted", version: 2 });
    expect(third.proposal?.decision?.reason).toBe("3 of 3 people taught this: uma, ben, carl.");
    expect(await textOf(tweets)).toContain("- Do not use hashtags.");
    expect(await states(tweets)).toEqual(["applied", "applied", "applied"]);
    expect((await tweets.blame()).at(-1)?.evidence.map(({ by }) => by?.id)).toEqual(["uma", "ben", "carl"]);
    expect((await tweets.proposals({ states: ["open"] })).items).toEqual([]);
  });

  it("counts people, not lessons, and own words only", async () => {
    const tweets = open({ quorum: { people: 2 } });
    await teach(tweets, user("uma"), "No hashtags, please.");
    await teach(tweets, user("uma"), "Do not use hashtags.");
    await teach(tweets, { id: "bot", role: "model" }, "Do not use hashtags.");
    expect(await textOf(tweets)).toBe(SEED);
    expect((await tweets.proposals({ states: ["open"] })).items[0]?.screens).toContainEqual(
      expect.objectContaining({ quorum: { people: ["uma"], needed: 2 } }),
    );
  });

  it("takes in lessons of one reflection one by one, each for itself", async () => {
    const tweets = open({ quorum: { people: 2 } });
    await tweets.feedback({ by: user("uma"), comment: "Do not use hashtags." });
    await tweets.feedback({ by: user("ben"), comment: "Write in French." });
    await tweets.feedback({ by: user("carl"), comment: "Do not use hashtags." });
    await tweets.reflect();
    expect(await textOf(tweets)).toContain("hashtags");
    expect(await textOf(tweets)).not.toContain("French");
    expect(await states(tweets)).toEqual(["applied", "reserved", "applied"]);
  });

  it("does not undo what ranks higher, whoever many they are", async () => {
    const tweets = open({ quorum: { people: 2 } });
    await teach(tweets, ana, "Use hashtags.");
    const before = await textOf(tweets);
    for (const id of ["uma", "ben", "carl"]) await teach(tweets, user(id), "Do not use hashtags.");
    expect(await textOf(tweets)).toBe(before);
    const [waiting] = (await tweets.proposals({ states: ["open"] })).items;
    expect(waiting?.screens.map(({ screen }) => screen)).toEqual(["precedence", "quorum"]);
    await tweets.accept(waiting?.id ?? "", { by: ana });
    expect(await textOf(tweets)).toContain("Do not use hashtags.");
  });

  it("leaves it to somebody who may accept to do so at once, and counts nothing in an overlay", async () => {
    const tweets = open({ quorum: { people: 5 } });
    const { proposal } = await teach(tweets, user("uma"), "Write in French.");
    await tweets.accept(proposal?.id ?? "", { by: ana });
    expect(await textOf(tweets)).toContain("French");
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const mine = memory.instructions("tweets", { overlayOf: "uma", policy: { quorum: { people: 5 } } });
    expect((await teach(mine, user("uma"), "Write in French.")).status).toBe("accepted");
  });

  it("forgets one person of several", async () => {
    const tweets = open({ quorum: { people: 3 } });
    await teach(tweets, user("uma"), "Write in French.");
    await teach(tweets, user("ben"), "Write in French.");
    await tweets.forget({ by: "uma" }, { by: { id: "olga", role: "operator" } });
    expect(await states(tweets)).toEqual(["retracted", "pending"]);
    const again = await tweets.reflect();
    expect(again.proposal?.screens[0]?.quorum).toEqual({ people: ["ben"], needed: 3 });
  });

  it("refuses a policy that makes no sense", () => {
    for (const people of [0, 1.5, Number.NaN, "2" as unknown as number])
      expect(() => open({ quorum: { people } })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
    expect(() => open({ expiresAfter: 0 })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  });
});

describe("a proposal that nobody decided", () => {
  it("expires, and its lessons are parked with the reason until somebody tries them again", async () => {
    let now = Date.UTC(2026, 0, 1);
    const tweets = open({ expiresAfter: 30 * DAY }, () => now);
    const { proposal } = await teach(tweets, user("uma"), "Write in French.");
    now += 30 * DAY - 1;
    expect((await tweets.proposals()).items[0]?.state).toBe("open");
    now += 1;
    await expect(tweets.accept(proposal?.id ?? "", { by: ana })).rejects.toMatchObject({
      code: "proposal_decided",
      message: expect.stringContaining("expired (Nobody decided on it for 30 days.)"),
    });
    expect((await tweets.proposals()).items[0]).toMatchObject({ state: "expired", decision: { version: null } });
    const [lesson] = (await tweets.lessons()).items;
    expect(lesson).toMatchObject({
      state: "parked",
      reason: "Its proposal expired. Nobody decided on it for 30 days.",
    });
    expect((await tweets.reflect()).rationale).toBe("No lesson was pending.");
    await tweets.retryLesson(lesson?.id ?? "", { by: ana });
    expect((await tweets.reflect()).status).toBe("proposed");
  });

  it("stays for ever by default, and so does the offer of a seed", async () => {
    let now = Date.UTC(2026, 0, 1);
    const store = memoryStore();
    const memory = createMemory({ store, strategy: literal(), clock: () => now });
    const tweets = memory.instructions("tweets", { seed: SEED });
    await teach(tweets, user("uma"), "Write in French.");
    const offer = await tweets.offerSeed("You write short tweets.\n", { by: ana });
    now += 1000 * DAY;
    expect((await tweets.proposals({ states: ["open"] })).items).toHaveLength(2);
    const strict = memory.instructions("tweets", { policy: { expiresAfter: DAY } });
    expect((await strict.proposals({ states: ["open"] })).items.map(({ id }) => id)).toEqual([offer?.id]);
  });
});
