/** Reading: from memory, and past it from the databases. */
import { measure } from "mitata";
import { type Candidate, type Effort, measureInTurn, timed, type Timed } from "./pairs.js";
import { KEY, NAME, NAMESPACE, type Rivals } from "./rivals.js";

/** Nanoseconds are measured in batches, as `bench:reads` does; here round by round. */
export async function cachedReads({ ours, inMemory }: Rivals, { rounds, milliseconds }: Effort): Promise<Timed[]> {
  const cached = ours[0]?.cached;
  if (!cached) return [];
  const map = new Map([[KEY, await cached.current()]]);
  const bareRead = async (key: string) => map.get(key);
  const candidates: readonly Candidate[] = [
    { name: "InMemoryStore.get", run: () => inMemory.get(NAMESPACE, NAME) },
    { name: "peek()", run: () => cached.peek().text },
    { name: "current(), cached", run: () => cached.current() },
    { name: "a bare asynchronous map", run: () => bareRead(KEY) },
  ];
  const rates = candidates.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run }] of candidates.entries()) {
      const { p50 } = await measure(run, { min_cpu_time: milliseconds * 1e6 });
      rates[index]?.push(1e9 / p50);
    }
  }
  return candidates.map(({ name }, index) => timed(name, rates[index] ?? []));
}

/** The query by which the store reads the text in force. */
const QUERY = (schema: string, place: (number: number) => string) =>
  `select c.number, c.text from ${schema}labels as l inner join ${schema}version_contents as c
   on c.address = l.address and c.number = l.version where l.address = ${place(1)} and l.label = ${place(2)}`;

/** Every read asks the database. */
export function uncachedReads({ ours, postgresStore, pool, sqlite }: Rivals, effort: Effort): Promise<Timed[]> {
  const text = QUERY("knowhow.", (number) => `$${number}`);
  const values = [KEY, "production"];
  const statement = sqlite.prepare(QUERY("", () => "?"));
  return measureInTurn(
    [
      { name: "PostgresStore.get", run: () => postgresStore.get(NAMESPACE, NAME) },
      { name: "bare pg, the same row", run: () => pool.query(text, values) },
      { name: "bare pg, the same row, prepared", run: () => pool.query({ name: "same_row", text, values }) },
      { name: "bare SQLite, the same row", run: () => statement.get(...values) },
      ...ours.flatMap(({ kind, uncached, base }): Candidate[] => [
        { name: `current() on ${kind}`, run: () => uncached.current() },
        { name: `BaseStore.get on ${kind}`, run: () => base.get(NAMESPACE, NAME) },
      ]),
    ],
    effort,
  );
}
