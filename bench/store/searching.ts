/** Searching items by words, under one user's namespace and under all, and listing namespaces. */
import { type Candidate, type Effort, measureInTurn, type Timed } from "./pairs.js";
import { type Random, randomOf, wholeBelow, zipfBelow } from "./random.js";
import type { Rivals } from "./rivals.js";

export interface Searched {
  readonly "search under one namespace": readonly Timed[];
  readonly "search under all": readonly Timed[];
  readonly "listing namespaces": readonly Timed[];
}

/** Items of each user, who has a namespace. */
const EACH = 100;
const WORDS = 20_000;

interface Note {
  readonly namespace: string[];
  readonly key: string;
  readonly value: { readonly text: string; readonly user: number };
}

/** Fills the stores with so many items first; the rival by one statement of SQL, ours by their own batches. */
export async function searches(rivals: Rivals, effort: Effort, items: number, seed: number): Promise<Searched> {
  const { ours, postgresStore, pool } = rivals;
  const random = randomOf(seed);
  const notes = Array.from({ length: items }, (_none, index) => note(index, random));
  for (const { base } of ours) await base.batch(notes.map((one) => ({ ...one })));
  await pool.query(
    `insert into store (namespace_path, key, value)
     select n ->> 'path', n ->> 'key', n -> 'value' from jsonb_array_elements($1::jsonb) as n`,
    [JSON.stringify(notes.map((one) => ({ ...one, path: one.namespace.join(":") })))],
  );
  await pool.query("analyze");
  const users = Math.ceil(items / EACH);
  const stores = [
    ["PostgresStore", postgresStore] as const,
    ...ours.map(({ kind, base }) => [`BaseStore on ${kind}`, base] as const),
  ];
  const measured = (work: (store: (typeof stores)[number][1]) => unknown): Promise<Timed[]> =>
    measureInTurn(
      stores.map(([name, store]): Candidate => ({ name, run: () => work(store) })),
      effort,
    );
  const query = (): string => Array.from({ length: 3 }, () => word(random)).join(" ");
  return {
    "search under one namespace": await measured((store) =>
      store.search(["users", `u${wholeBelow(users, random)}`], { query: query(), limit: 10 }),
    ),
    "search under all": await measured((store) => store.search(["users"], { query: query(), limit: 10 })),
    "listing namespaces": await measured((store) => store.listNamespaces({ prefix: ["users"], limit: 100 })),
  };
}

function note(index: number, random: Random): Note {
  const user = Math.floor(index / EACH);
  const text = Array.from({ length: 40 }, () => word(random)).join(" ");
  return { namespace: ["users", `u${user}`], key: `note-${index}`, value: { text, user } };
}

/** A made-up word; those with low numbers are frequent. */
function word(random: Random): string {
  const number = zipfBelow(WORDS, random);
  const syllables = ["ka", "lo", "mi", "ru", "te", "no", "sha", "vel", "dor", "pin", "gu", "bas"];
  let rest = number + 12;
  let made = "";
  for (; rest > 0; rest = Math.floor(rest / 12)) made += syllables[rest % 12] ?? "";
  return made;
}
