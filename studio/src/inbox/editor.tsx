/** Edits a suggestion before accepting it: rule by rule, or the whole text. */
import { useId, useState } from "react";
import type { ProposalDetail } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { Field } from "../show/field.js";
import { amendText } from "../words/amend.js";
import { editTitle } from "../words/changes.js";

interface Props {
  /** As the suggestion would have it. */
  readonly text: string;
  readonly edits: ProposalDetail["edits"];
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onAccept: (text: string) => void;
}

export function Editor({ text, edits, busy, onCancel, onAccept }: Props) {
  const id = useId();
  const plain = edits.map(({ edit }) => edit);
  const worded = edits.flatMap(({ edit, block }, index) => (edit.kind === "remove" ? [] : [{ edit, block, index }]));
  // Where a rule's words stand more than once, only the whole text says which is meant.
  const single =
    worded.length > 0 &&
    worded.every(({ edit, index }) => amendText(text, plain, new Map([[index, edit.text]])) !== null);
  const [whole, setWhole] = useState(!single);
  const [words, setWords] = useState<ReadonlyMap<number, string>>(new Map());
  const [all, setAll] = useState(text);
  const amended = whole ? all : amendText(text, plain, words);
  useKeys({ Escape: onCancel });
  const submit = (): void => {
    if (amended !== null && !busy) onAccept(amended);
  };
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {whole ? (
        <Field id={`${id}-all`} label="The whole text" value={all} onChange={setAll} focus />
      ) : (
        worded.map(({ edit, block, index }, at) => (
          <Field
            key={index}
            id={`${id}-${index}`}
            label={editTitle(edit, block)}
            value={words.get(index) ?? edit.text}
            onChange={(value) => setWords(new Map(words).set(index, value))}
            focus={at === 0}
          />
        ))
      )}
      <div className="editor-row">
        <button type="submit" className="primary" disabled={busy || amended === null || amended.trim() === ""}>
          Accept with my changes
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
        {single && (
          <button
            type="button"
            className="link"
            onClick={() => {
              if (!whole) setAll(amended ?? text);
              setWhole(!whole);
            }}
          >
            {whole ? "Edit the rules alone" : "Edit the whole text"}
          </button>
        )}
      </div>
    </form>
  );
}
