/** Writes a rule by hand. */
import type { Address } from "knowhow";
import { useId, useState } from "react";
import { Field } from "../show/field.js";
import { useProposing } from "./use-proposing.js";

/** Where learned rules go by default. */
const SECTION = "Learned rules";

export function NewRule({ address }: { readonly address: Address }) {
  const id = useId();
  const [words, setWords] = useState<string | null>(null);
  const { suggest, busy } = useProposing(address);
  if (words === null) {
    return (
      <p className="new-rule">
        <button type="button" onClick={() => setWords("")}>
          Add a rule
        </button>
      </p>
    );
  }
  return (
    <form
      className="new-rule panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        suggest({ kind: "add", place: { section: SECTION }, text: words.trim() });
      }}
    >
      <Field id={id} label="A new rule" placeholder="Always …" value={words} onChange={setWords} focus />
      <div className="panel-row">
        <button type="submit" className="primary" disabled={busy || words.trim() === ""}>
          Suggest it
        </button>
        <button type="button" onClick={() => setWords(null)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
