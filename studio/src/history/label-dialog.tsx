/** Puts a label on a version; agents read by labels. */
import type { Address } from "knowhow";
import { type FormEvent, useId, useState } from "react";
import { putLabel, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { useSay } from "../shell/toasts.js";
import { Dialog } from "../show/dialog.js";

interface Props {
  readonly address: Address;
  readonly version: number;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function LabelDialog({ address, version, open, onClose }: Props) {
  const id = useId();
  const say = useSay();
  const [label, setLabel] = useState("");
  const { mutate, isPending, error } = useAction(putLabel);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate(
      { address, label: label.trim(), version },
      {
        onSuccess: () => {
          onClose();
          say({ text: `“${label.trim()}” points to version ${version} now.` });
        },
      },
    );
  };
  return (
    <Dialog open={open} onClose={onClose} title={`Put a label on version ${version}`}>
      <p>
        Agents read the version that “production” points to, unless they ask for another label. While “production” is on
        an older version, what is accepted does not reach them.
      </p>
      <form className="panel-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>Label</label>
          <input
            id={id}
            type="text"
            list={`${id}-known`}
            maxLength={128}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <datalist id={`${id}-known`}>
            <option value="production" />
            <option value="staging" />
          </datalist>
        </div>
        {error && (
          <p className="fault" role="alert">
            {sentenceOf(error)}
          </p>
        )}
        <div className="dialog-row">
          <button type="submit" className="primary" disabled={isPending || label.trim() === ""}>
            Put it here
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
