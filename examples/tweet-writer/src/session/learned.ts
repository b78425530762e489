// What the instructions learned between two versions, and what people said that made them.
import type { Instructions, Lesson } from "knowhow";

export interface LearnedRule {
  readonly change: "added" | "changed" | "removed";
  readonly text: string;
  /** The words it rests on. */
  readonly because: readonly string[];
}

export interface Learned {
  readonly version: number;
  readonly rules: readonly LearnedRule[];
  /** Lessons that taught nothing, with the reason. */
  readonly others: readonly Lesson[];
}

/** What came of the feedback given since `before`. */
export async function learnedSince(
  instructions: Instructions,
  before: number,
  lessonsBefore: ReadonlySet<string>,
): Promise<Learned> {
  const [newest] = (await instructions.history({ limit: 1 })).items;
  const version = newest?.number ?? before;
  const lessons = (await allLessons(instructions)).filter((lesson) => !lessonsBefore.has(lesson.id));
  const others = lessons.filter((lesson) => lesson.state !== "applied");
  if (version === before) return { version, rules: [], others };
  const [{ edits }, blame] = await Promise.all([instructions.diff(before, version), instructions.blame(version)]);
  const rules = edits.flatMap((edit): LearnedRule[] => {
    if (edit.kind === "remove") return [{ change: "removed", text: edit.block, because: [] }];
    if (edit.kind === "add" && edit.as === "heading") return [];
    const line = blame.find((entry) => entry.version > before && entry.block.content === edit.text);
    const because = (line?.evidence ?? [])
      .filter((record) => record.version > before)
      .map(({ evidence }) => snippet(evidence));
    return [{ change: edit.kind === "add" ? "added" : "changed", text: edit.text, because }];
  });
  return { version, rules, others };
}

type Blamed = Awaited<ReturnType<Instructions["blame"]>>[number]["evidence"][number]["evidence"];

function snippet(evidence: Blamed): string {
  switch (evidence.kind) {
    case "quote":
      return `“${evidence.snippet}”`;
    case "revision":
      return evidence.removed === ""
        ? `an edit that put in “${evidence.added}”`
        : `an edit that took out “${evidence.removed}”`;
    case "score":
      return `a score of ${evidence.score}`;
    case "authorship":
      return `${evidence.by.id} wrote it`;
    case "approval":
      return `${evidence.by.id} accepted it`;
    case "withdrawal":
      return `${evidence.by.id} took it back`;
  }
}

/** Every lesson, oldest first. */
export async function allLessons(instructions: Instructions): Promise<Lesson[]> {
  const found: Lesson[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: readonly Lesson[]; next: string | null } = await instructions.lessons({ cursor, limit: 1000 });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
