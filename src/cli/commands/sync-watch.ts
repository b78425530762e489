/** `knowhow sync --watch`: synchronises whenever a file or the instructions change, until it is told to stop. */
import { resolve } from "node:path";
import { isoTime } from "../../core/clock.js";
import type { Principal } from "../../core/principal.js";
import { fileOf, type Place } from "../../integrations/files/place.js";
import { soon } from "../../integrations/files/soon.js";
import { watchFiles } from "../../integrations/files/watch.js";
import type { Cli } from "../context.js";
import { describeError } from "../failure.js";
import type { Session } from "../open.js";
import { printable } from "../output/printable.js";
import { syncedLines } from "../output/synced.js";
import { localTime } from "../output/when.js";
import { stopped } from "../stopped.js";
import { type OpenTarget, synchronised } from "../sync-targets.js";

/** In milliseconds: how long a change waits, in case more is written. */
const DELAY = 150;
/** How often a store is looked at that tells nothing by itself. */
const LOOK_EVERY = 2000;

export async function watchTargets(
  cli: Cli,
  session: Session,
  targets: readonly OpenTarget[],
  by: Principal,
): Promise<void> {
  const places = targets.flatMap((target) => target.places.map((place) => ({ target, place })));
  const said = new Map<Place, string>();
  const say = (place: Place, what: string, document: object, lines: readonly string[]): void => {
    if (said.get(place) === what) return;
    said.set(place, what);
    const at = isoTime(Date.now());
    const time = cli.paint.dim(localTime(at));
    const text = cli.json
      ? JSON.stringify({ at, ...document })
      : lines.map((line, index) => (index === 0 ? `${time} ${line}` : line)).join("\n");
    process.stdout.write(`${text}\n`);
  };
  const once = async (): Promise<void> => {
    for (const { target, place } of places) {
      try {
        const synced = await synchronised(session, target, place, by, false);
        const { name, instructions } = target;
        const { status, version, proposal } = synced;
        const settled = status === "written" || status === "unchanged";
        const what = settled ? `version ${version}` : `${proposal?.id} ${proposal?.state}`;
        const { namespace } = instructions.address;
        say(place, what, { event: status, name, namespace, ...synced }, syncedLines(target.cli, synced));
      } catch (error) {
        const { code, message } = describeError(error);
        const document = { event: "error", file: fileOf(place), error: { code, message } };
        say(place, message, document, [`${printable(message)} (${code})`]);
      }
    }
  };
  const work = soon(once, DELAY);
  // Before the first pass, so that nothing is missed between it and the watching.
  const here = session.memory.watch(() => work.ask());
  const elsewhere = session.store.watch?.(() => work.ask());
  const polling = elsewhere ? null : setInterval(() => work.ask(), LOOK_EVERY);
  await once();
  const watching = await watchFiles(
    places.map(({ place }) => resolve(fileOf(place))),
    () => work.ask(),
  );
  work.ask();
  const count = new Set(places.map(({ place }) => fileOf(place))).size;
  if (!cli.json) process.stdout.write(`Watching ${count} ${count === 1 ? "file" : "files"}. Ctrl-C stops.\n`);
  else process.stdout.write(`${JSON.stringify({ at: isoTime(Date.now()), event: "watching", files: count })}\n`);
  try {
    await stopped(async () => {
      await watching.end();
      await work.end();
    });
  } finally {
    here();
    elsewhere?.();
    if (polling) clearInterval(polling);
  }
}
