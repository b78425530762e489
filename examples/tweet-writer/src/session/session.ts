// One session: paper by paper, a tweet, what the reader says of it, and what is learned from that.
import type { Instructions } from "knowhow";
import type { Paper } from "../papers/paper.js";
import type { Learned } from "./learned.js";
import { allLessons, learnedSince } from "./learned.js";
import type { tweetWriter } from "./graph.js";
import { askFor } from "./writers.js";

/** What a reader says of one tweet; null ends the session. */
export interface Remark {
  readonly comment?: string;
  readonly revised?: string;
  readonly score?: number;
}

/** A person at the terminal, or the simulated one. */
export interface SessionReader {
  read(tweet: string, paper: Paper, round: number): Promise<Remark | null>;
}

export interface Round {
  /** From 1. */
  readonly number: number;
  readonly paper: Paper;
  readonly tweet: string;
  readonly remark: Remark;
  readonly learned: Learned;
}

/** The rounds of a session as they happen. `onDraft` is told of each tweet before the reader sees it. */
export async function* runSession(session: {
  readonly graph: ReturnType<typeof tweetWriter>;
  readonly instructions: Instructions;
  readonly papers: readonly Paper[];
  readonly reader: SessionReader;
  readonly onDraft: (paper: Paper, tweet: string, round: number) => void;
}): AsyncGenerator<Round> {
  const { graph, instructions, papers, reader } = session;
  for (const [index, paper] of papers.entries()) {
    const config = { configurable: { thread_id: crypto.randomUUID() } };
    const before = await instructions.current();
    const known = new Set((await allLessons(instructions)).map((lesson) => lesson.id));
    const { messages } = await graph.invoke({ messages: [askFor(paper)] }, config);
    const tweet = messages.at(-1)?.text ?? "";
    session.onDraft(paper, tweet, index + 1);
    const remark = await reader.read(tweet, paper, index + 1);
    if (remark === null) return;
    await graph.invoke({ messages: [], feedback: remark }, config);
    yield { number: index + 1, paper, tweet, remark, learned: await learnedSince(instructions, before.version, known) };
  }
}
