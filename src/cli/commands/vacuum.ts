/** `knowhow vacuum`: gives back the room of what was deleted. */
import { KnowhowError } from "../../core/errors.js";
import type { Cli } from "../context.js";
import { withSession } from "../open.js";
import { bytes } from "../output/words.js";

export async function vacuum(cli: Cli): Promise<void> {
  await withSession(cli, async ({ store, path, missing }) => {
    if (missing) throw new KnowhowError("store_unavailable", `There is no database ${path}. Check --db.`);
    const vacuumed = await store.vacuum?.();
    if (!vacuumed) throw new KnowhowError("store_unsupported", `The store ${store.name} knows no vacuum.`);
    const { before, after, complete } = vacuumed;
    cli.answer({ database: path, ...vacuumed }, () => [
      `${cli.paint.green("✓")} ${path} takes ${bytes(after)}; it took ${bytes(before)}.`,
      ...(complete
        ? []
        : [cli.paint.yellow("Another process was reading, so its log could not be emptied. Vacuum again later.")]),
    ]);
  });
}
