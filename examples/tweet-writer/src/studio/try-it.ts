// The tweet writer as the studio's page "Try it" runs it: papers to choose from, and a writer with a model or without.
import { KnowhowError, type Model } from "knowhow";
import type { Sample, Trial, TrialAnswer, TryIt } from "knowhow/server";
import type { Paper } from "../papers/paper.js";
import { PapersError, readPapers } from "../papers/read.js";
import { askFor } from "../session/writers.js";
import { describe } from "../writer/directives/directive.js";
import { draftTweet, offlineNotice } from "../writer/draft.js";

/** The most that a server offers. */
const mostPapers = 1000;

/** What the server is handed. Without a model the offline writer writes. */
export function tweetWriterToTry(papers: readonly Paper[], model: Model | null): TryIt {
  const bySample = new Map<string, Paper>();
  const samples = papers.slice(0, mostPapers).map((paper, index): Sample => {
    const id = `${index + 1}`;
    bySample.set(id, paper);
    return { id, title: paper.title.slice(0, 200), text: askFor(paper).text };
  });
  return {
    input: "paper",
    output: "tweet",
    notice: model ? `${model.id} writes.` : offlineNotice,
    samples,
    run: (trial) =>
      model
        ? written(model, trial)
        : drafted(bySample.get(trial.sample?.id ?? "") ?? pasted(trial.input), trial.instructions),
  };
}

async function written(model: Model, { input, instructions, signal }: Trial): Promise<string> {
  const messages = [
    { role: "system", content: instructions },
    { role: "user", content: input },
  ] as const;
  return (await model.generate({ messages }, { signal })).text.trim();
}

/** With a note on each rule that the writer could not follow. */
function drafted(paper: Paper, instructions: string): TrialAnswer {
  const { text, unmet, notUnderstood } = draftTweet(paper, instructions);
  return {
    output: text,
    notes: [
      ...unmet.map(({ directive, reason }) => `Not followed: ${describe(directive)} Here ${reason}.`),
      ...notUnderstood.map(
        (rule) => `The offline writer does not understand this rule, and writes on without it: ${rule}`,
      ),
    ],
  };
}

/** A first line that goes on after a full stop is no title, if nothing comes after it. */
const prose = /[.!?]\s+\S/;

function pasted(text: string): Paper {
  try {
    const [paper] = readPapers(text);
    if (paper && paper.title.length <= 300 && (paper.abstract !== "" || !prose.test(paper.title))) return paper;
  } catch (error) {
    if (!(error instanceof PapersError)) throw error;
    throw new KnowhowError("agent_failed", `This is no paper that can be read. ${error.message}`, { cause: error });
  }
  const [first = ""] = /^.{0,100}(?=\s)/s.exec(text.trim()) ?? [];
  return { id: "", title: `${first.replace(/\s+/g, " ")} …`, abstract: text.trim(), authors: [], categories: [] };
}
