/** What the pictures show: three weeks of a tweet writer and the people who correct it, made up, by its own clock. */
import { createMemory, memoryStore, type Memory, type Principal } from "knowhow";
import { literal } from "knowhow/literal";
import { ownPapers } from "../../examples/tweet-writer/src/papers/own.js";
import { askFor } from "../../examples/tweet-writer/src/session/writers.js";
import { draftTweet } from "../../examples/tweet-writer/src/writer/draft.js";

/** When the pictures are taken. */
export const NOW = Date.parse("2026-06-12T10:00:00Z");
export const NAME = "tweet-writer";
export const OLGA = { id: "olga", role: "operator" } as const;

const SEED = "Write a tweet about the paper you are given.\n";
const DAY = 24 * 60 * 60 * 1000;
const ANA: Principal = { id: "ana", role: "reviewer" };
const BEN: Principal = { id: "ben", role: "user" };
const MARIA: Principal = { id: "maria", role: "user" };

interface Remark {
  /** Days before the pictures. */
  readonly ago: number;
  readonly by: Principal;
  readonly comment: string;
  /** Where it waits for a person: olga accepts it, or it still waits. */
  readonly outcome?: "accepted" | "waits";
}

const REMARKS: readonly Remark[] = [
  { ago: 17, by: ANA, comment: "Please, no hashtags. Our readers do not search by them." },
  { ago: 13, by: BEN, comment: "Always lead with the result.", outcome: "accepted" },
  { ago: 9, by: ANA, comment: "Do not use emojis, it is a paper." },
  { ago: 6, by: MARIA, comment: "Keep it under 240 characters.", outcome: "accepted" },
  { ago: 2, by: BEN, comment: "Never use exclamation marks.", outcome: "waits" },
  { ago: 1, by: MARIA, comment: "Always end with the link to the paper.", outcome: "waits" },
];

/** The memory as it is at `NOW`. */
export async function toldStory(): Promise<Memory> {
  let now = NOW - 21 * DAY;
  const memory = createMemory({ store: memoryStore(), strategy: literal(), clock: () => (now += 1) });
  const tweets = memory.instructions(NAME, { seed: SEED });
  await tweets.current();
  const papers = await ownPapers();
  let written = 0;
  const write = async () => {
    const paper = papers[written % papers.length];
    if (!paper) throw new Error("the tweet writer has no papers");
    written += 1;
    const { text, ref } = await tweets.current();
    const tweet = draftTweet(paper, text).text;
    const ask = askFor(paper).text;
    return tweets.record({
      ref,
      messages: [
        { role: "user", content: [{ type: "text", text: ask, source: "external" }] },
        { role: "assistant", content: tweet },
      ],
    });
  };
  for (let ago = 20; ago > 0; ago -= 1) {
    now = NOW - ago * DAY;
    for (let at = 0; at < 3; at += 1) {
      now += 40 * 60 * 1000;
      const run = await write();
      // Content with ever more of the tweets, as the rules come.
      const score = (ago * 7 + at * 5) % 20 < ago ? 0 : 1;
      await tweets.feedback({ run: run.id, score, by: at === 0 ? ANA : at === 1 ? BEN : MARIA });
    }
    now += 40 * 60 * 1000;
    for (const { by, comment, outcome } of REMARKS.filter((one) => one.ago === ago)) {
      const run = await write();
      await tweets.feedback({ run: run.id, comment, by });
      await tweets.reflect();
      const [waiting] = (await tweets.proposals({ states: ["open"] })).items;
      now += 3 * 60 * 60 * 1000;
      if (outcome === "accepted" && waiting) await tweets.accept(waiting.id, { by: OLGA });
    }
  }
  now = NOW;
  return memory;
}
