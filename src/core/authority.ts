/** What a principal may change in one instructions without approval. */
import type { Principal } from "./principal.js";

/**
 * `accept`: takes effect by itself; `propose`: waits for somebody who may accept; `none`: is kept, but teaches
 * nothing.
 */
export type Authority = "accept" | "propose" | "none";

/** Whose layer it is: a user's own (an overlay), or shared. */
export interface Layer {
  readonly overlay: boolean;
  readonly owner: string | null;
}

/** A policy of the application's own; it is asked instead of {@link defaultAuthority}. */
export type AuthorityPolicy = (principal: Principal, layer: Layer) => Authority;

/**
 * The default: operators and reviewers accept; a user accepts in their own layer, proposes in a shared one and changes
 * nothing in somebody else's; a model proposes; tools and external texts are no source of rules.
 */
export const defaultAuthority: AuthorityPolicy = (principal, layer) => {
  switch (principal.role) {
    case "operator":
    case "reviewer":
      return "accept";
    case "user":
      if (layer.owner === null) return "propose";
      return layer.owner === principal.id ? "accept" : "none";
    case "model":
      return "propose";
    case "tool":
    case "external":
      return "none";
  }
};
