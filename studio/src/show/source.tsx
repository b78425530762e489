/** Whose words something is: a colour for how far they are trusted, and the word for it. */
import type { Role } from "knowhow";
import { TRUSTED, WHOSE } from "../words/trust.js";

export function Source({ role }: { readonly role: Role }) {
  return (
    <span className="source" data-role={role} title={TRUSTED[role]}>
      {WHOSE[role]}
    </span>
  );
}
