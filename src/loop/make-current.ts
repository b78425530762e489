/** The answer of `current()` from a text. */
import { addressKey } from "../core/address.js";
import { makeRef } from "../core/ref.js";
import { render } from "../core/template.js";
import type { Current, Scope } from "./context.js";

export function makeCurrent(
  scope: Scope,
  text: string,
  version: number,
  label: string | null,
  from: Current["from"],
): Current {
  const ref = makeRef([{ id: addressKey(scope.address), version, label }], text);
  return Object.freeze({
    text,
    ref: Object.freeze(ref),
    version,
    stale: from !== "store",
    from,
    render: (variables = {}) => render(text, variables, scope.templateFormat),
  });
}
