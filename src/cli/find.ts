/** Finds things by their id or the beginning of it. */
import { type ErrorCode, KnowhowError } from "../core/errors.js";
import type { Page, PageRequest } from "../core/ports/store.js";
import type { Proposal } from "../core/proposal.js";
import type { Instructions } from "../memory.js";
import type { Cli } from "./context.js";
import { noDatabase, type Session } from "./open.js";
import { each } from "./paging.js";

const SHORTEST = 6;
const WHOLE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Kind {
  readonly noun: string;
  readonly notFound: ErrorCode;
  /** The command that lists them. */
  readonly listing: string;
}

/** The proposal, wherever it belongs. @throws `proposal_not_found`, also for a beginning that fits several */
export async function findProposal(cli: Cli, session: Session, wanted: string): Promise<Proposal> {
  const kind: Kind = { noun: "proposal", notFound: "proposal_not_found", listing: "proposals NAME --all" };
  const found = WHOLE.test(wanted)
    ? await session.memory.findProposal(wanted.toLowerCase())
    : await matchBeginning(wanted, allProposals(cli, session), kind);
  return found ?? missing(wanted, kind, session);
}

async function* allProposals(cli: Cli, { memory, store }: Session): AsyncGenerator<Proposal> {
  for await (const { address } of each((page) => memory.list(cli.namespace, page))) {
    yield* each((page) => store.proposals(address, null, page));
  }
}

/** The id of a run under any address in the chosen namespace. A whole id is taken as it is. @throws `run_not_found` */
export async function findRunAnywhere(cli: Cli, { store }: Session, wanted: string): Promise<string> {
  if (WHOLE.test(wanted)) return wanted.toLowerCase();
  const kind: Kind = { noun: "run", notFound: "run_not_found", listing: "runs NAME" };
  async function* all(): AsyncGenerator<{ readonly id: string }> {
    for await (const address of each((page) => store.addresses(cli.namespace, page))) {
      yield* each((page) => store.runs(address, page));
    }
  }
  return (await matchBeginning(wanted, all(), kind))?.id ?? missing(wanted, kind);
}

/** The id of a run; `last` is the newest. @throws `run_not_found` */
export async function findRunId(instructions: Instructions, wanted: string): Promise<string> {
  const kind: Kind = { noun: "run", notFound: "run_not_found", listing: `runs ${instructions.address.name}` };
  if (WHOLE.test(wanted)) return wanted.toLowerCase();
  const runs = each((page) => instructions.runs(page), wanted === "last" ? 1 : 100);
  if (wanted !== "last") return (await matchBeginning(wanted, runs, kind))?.id ?? missing(wanted, kind);
  for await (const run of runs) return run.id;
  throw new KnowhowError("run_not_found", "No run is recorded yet. knowhow record NAME --messages FILE records one.");
}

/** The id of a lesson. @throws `lesson_not_found` */
export async function findLessonId(instructions: Instructions, wanted: string): Promise<string> {
  const kind: Kind = { noun: "lesson", notFound: "lesson_not_found", listing: `lessons ${instructions.address.name}` };
  if (WHOLE.test(wanted)) return wanted.toLowerCase();
  const lessons = each((page) => instructions.lessons(page));
  return (await matchBeginning(wanted, lessons, kind))?.id ?? missing(wanted, kind);
}

/** The id of a case. @throws `case_not_found` */
export async function findCaseId(instructions: Instructions, wanted: string): Promise<string> {
  const kind: Kind = { noun: "case", notFound: "case_not_found", listing: `cases ${instructions.address.name}` };
  if (WHOLE.test(wanted)) return wanted.toLowerCase();
  const cases = each((page) => instructions.cases(page));
  return (await matchBeginning(wanted, cases, kind))?.id ?? missing(wanted, kind);
}

/** The id of a key. @throws `key_not_found` */
export async function findKey(
  list: (page: PageRequest) => Promise<Page<{ readonly id: string }>>,
  wanted: string,
): Promise<string> {
  const kind: Kind = { noun: "key", notFound: "key_not_found", listing: "keys list" };
  if (WHOLE.test(wanted)) return wanted.toLowerCase();
  return (await matchBeginning(wanted, each(list), kind))?.id ?? missing(wanted, kind);
}

async function matchBeginning<T extends { readonly id: string }>(
  wanted: string,
  items: AsyncIterable<T>,
  kind: Kind,
): Promise<T | null> {
  const beginning = wanted.toLowerCase();
  if (beginning.length < SHORTEST) return null;
  const found: T[] = [];
  for await (const item of items) if (item.id.startsWith(beginning)) found.push(item);
  if (found.length <= 1) return found[0] ?? null;
  const ids = found.slice(0, 5).map(({ id }) => id);
  throw new KnowhowError(
    kind.notFound,
    `"${wanted}" fits ${found.length} ${kind.noun}s: ${ids.join(", ")}${found.length > 5 ? ", …" : ""}. Give more of the id.`,
  );
}

function missing(wanted: string, { noun, notFound, listing }: Kind, session?: Session): never {
  const short = wanted.length < SHORTEST ? ` Give the id or at least its first ${SHORTEST} characters.` : "";
  const none = session?.missing ? ` ${noDatabase(session)}` : "";
  throw new KnowhowError(
    notFound,
    `There is no ${noun} ${JSON.stringify(wanted)}.${short}${none} knowhow ${listing} lists them.`,
  );
}
