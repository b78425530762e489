/** Offering a changed seed by a person's hand. */
import { KnowhowError } from "../core/errors.js";
import { principalOf } from "../core/principal.js";
import type { Proposal } from "../core/proposal.js";
import { checkText } from "../core/text.js";
import type { Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden } from "./decide.js";
import { readHead } from "./head.js";
import { offerChangedSeed } from "./seed-change.js";

/**
 * Offers a seed by a person's hand, also one that was turned down or became stale.
 * @throws `forbidden`, `invalid_template`
 */
export async function offerSeed(scope: Scope, seed: string, input: DecideInput): Promise<Proposal | null> {
  const by = principalOf(input);
  if (authorityOf(scope, by) === "none") throw forbidden(scope, by, "change the seed of");
  const { record } = await readHead(scope);
  if (!record || scope.layer.overlay) throw new KnowhowError("invalid_policy", "An overlay has no seed.");
  if (checkText(seed, "The seed").trim() === "") {
    throw new KnowhowError("invalid_text", "The seed is blank. Give the text the agent begins with.");
  }
  return offerChangedSeed(scope, record, seed, by, true);
}
