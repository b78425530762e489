/** Asks before going back to an older version, and says what that does. */
import type { Address } from "knowhow";
import { useId, useState } from "react";
import { useLocation } from "wouter";
import { rollback, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { useSay } from "../shell/toasts.js";
import { Dialog } from "../show/dialog.js";
import { pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  readonly to: number;
  readonly head: number;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function RollbackDialog({ address, to, head, open, onClose }: Props) {
  const id = useId();
  const say = useSay();
  const [, go] = useLocation();
  const [reason, setReason] = useState("");
  const { mutate, isPending, error } = useAction(rollback);
  const submit = (): void =>
    mutate(
      { address, to, ...(reason.trim() !== "" && { reason: reason.trim() }) },
      {
        onSuccess: ({ number }) => {
          onClose();
          go(pathTo("history", address, { to: String(number) }));
          say({ text: `Version ${number} has the text of version ${to}.` });
        },
      },
    );
  return (
    <Dialog open={open} onClose={onClose} title={`Go back to version ${to}?`}>
      <p>
        A new version with the text of version {to} is put into force. What was learned from version {to + 1} to {head}{" "}
        is undone and not learned again by itself. Nothing is deleted: you can go forward the same way.
      </p>
      <div className="field">
        <label htmlFor={id}>Why, if you like</label>
        <input id={id} type="text" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      {error && (
        <p className="fault" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      <div className="dialog-row">
        <button type="button" className="primary" disabled={isPending} onClick={submit}>
          Go back to version {to}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
