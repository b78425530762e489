/**
 * Whether the calls on a label fit a compare-and-set register: is there an order of them that keeps to real time and in
 * which each answer is right? The search of Wing and Gong (1993) with Lowe's memory of what was tried (2017).
 */
import type { Call } from "./history.js";

/** What one call did to, or saw of, one label. */
export type Operation =
  /** `from` left out: wherever it is. Without `ended` it may have happened at any time since, or not at all. */
  | {
      readonly kind: "set";
      readonly from?: number | null;
      readonly to: number;
      readonly began: number;
      readonly ended: number | null;
    }
  | { readonly kind: "see"; readonly value: number | null; readonly began: number; readonly ended: number }
  /** A compare-and-set that was refused: the label was not on `from`. */
  | { readonly kind: "refused"; readonly from: number | null; readonly began: number; readonly ended: number };

/** The operations on every label of every instructions, by both. */
export function operationsOf(calls: readonly Call[]): Map<string, Operation[]> {
  const labels = new Map<string, Set<string>>();
  const note = (address: string, names: readonly string[]) => {
    const known = labels.get(address) ?? new Set();
    for (const name of names) known.add(name);
    labels.set(address, known);
  };
  for (const { address, asked, answer } of calls) {
    if (asked.kind === "commit")
      note(
        address,
        asked.labels.map(({ label }) => label),
      );
    if (answer && "labels" in answer) note(address, Object.keys(answer.labels ?? {}));
  }
  const found = new Map<string, Operation[]>();
  for (const [address, names] of labels) {
    const own = calls.filter((call) => call.address === address);
    for (const name of names)
      found.set(
        `${address}@${name}`,
        own.flatMap((call) => operations(call, name)),
      );
  }
  return found;
}

function operations({ began, ended, asked, answer }: Call, label: string): Operation[] {
  const move = asked.kind === "commit" ? asked.labels.find((one) => one.label === label) : undefined;
  const from = move && "from" in move ? { from: move.from ?? null } : {};
  if (answer === null || ended === null) return move ? [{ kind: "set", ...from, to: move.to, began, ended: null }] : [];
  if (!("labels" in answer)) return [];
  const seen: Operation = { kind: "see", value: answer.labels?.[label] ?? null, began, ended };
  if (answer.kind !== "commit" || !move) return [seen];
  // The labels that come with a commit are those it left behind, in the same transaction.
  if (answer.status === "committed") {
    const set: Operation = { kind: "set", ...from, to: move.to, began, ended };
    return seen.value === move.to ? [set] : [set, seen];
  }
  const alone = asked.kind === "commit" && asked.labels.length === 1 && from.from !== undefined;
  return alone && answer.conflict === "label" ? [{ kind: "refused", from: from.from, began, ended }, seen] : [seen];
}

/** So many steps are tried before it is given up as undecided. */
const MOST_STEPS = 2_000_000;

/** Null if the operations can be put in order, beginning without the label; else what is wrong. */
export function checkRegister(operations: readonly Operation[]): string | null {
  const sorted = [...operations].sort((a, b) => a.began - b.began);
  const known = sorted.filter((one) => one.ended !== null);
  const unknown = sorted.filter((one) => one.ended === null);
  const tried = new Set<string>();
  let steps = 0;
  let furthest = 0;

  interface Place {
    readonly value: number | null;
    /** All known ones before it are in order. */
    readonly first: number;
    /** Further known ones that are, by index, and unknown ones. */
    readonly ahead: ReadonlySet<number>;
    readonly taken: ReadonlySet<number>;
  }
  const withKnown = ({ first, ahead, ...place }: Place, index: number, value = place.value): Place => {
    const more = new Set(ahead).add(index);
    let next = first;
    while (more.delete(next)) next += 1;
    return { ...place, value, first: next, ahead: more };
  };
  /** Which known ones may come next: those that began before any other of them had ended. */
  const open = ({ first, ahead }: Place): number[] => {
    const candidates: number[] = [];
    let earliest = Number.POSITIVE_INFINITY;
    for (let index = first; index < known.length; index += 1) {
      const one = known[index];
      if (!one || one.began > earliest) break;
      if (ahead.has(index)) continue;
      candidates.push(index);
      earliest = Math.min(earliest, one.ended ?? Number.POSITIVE_INFINITY);
    }
    return candidates.filter((index) => (known[index]?.began ?? 0) <= earliest);
  };

  const stack: Place[] = [{ value: null, first: 0, ahead: new Set(), taken: new Set() }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    if (place.first === known.length) return null;
    if ((steps += 1) > MOST_STEPS) return "undecided: too many orders are possible";
    const { value, first, ahead, taken } = place;
    const mark = `${value} ${first} ${inOrder(ahead)} ${inOrder(taken)}`;
    if (tried.has(mark)) continue;
    tried.add(mark);
    furthest = Math.max(furthest, first);
    const candidates = open(place);
    // What only looks can always come first, if it looks right: it changes nothing for the others.
    const look = candidates.find((index) => fitsAsLook(known[index], value));
    if (look !== undefined) {
      stack.push(withKnown(place, look));
      continue;
    }
    const latest = Math.min(...candidates.map((index) => known[index]?.ended ?? Number.POSITIVE_INFINITY));
    unknown.forEach((one, index) => {
      if (one.kind !== "set" || taken.has(index) || one.began > latest || !allows(one, value)) return;
      stack.push({ ...place, value: one.to, taken: new Set(taken).add(index) });
    });
    for (const index of candidates) {
      const one = known[index];
      if (one?.kind === "set" && allows(one, value)) stack.push(withKnown(place, index, one.to));
    }
  }
  return `no order fits; the first that has no place is ${JSON.stringify(known[furthest])}`;
}

const inOrder = (indexes: ReadonlySet<number>): string => [...indexes].sort((a, b) => a - b).join();

const allows = (one: Extract<Operation, { kind: "set" }>, value: number | null): boolean =>
  one.from === undefined || one.from === value;

function fitsAsLook(one: Operation | undefined, value: number | null): boolean {
  if (one?.kind === "see") return one.value === value;
  return one?.kind === "refused" && one.from !== value;
}
