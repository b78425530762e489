/** Says what should be different about an answer, always. */
import type { Address } from "knowhow";
import { type FormEvent, useId, useRef } from "react";
import { giveFeedback, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import type { Offer } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { useMay } from "../shell/may.js";
import { Field } from "../show/field.js";
import { answerIn } from "../words/conversation.js";
import type { Turn } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly turn: Turn;
  readonly onChange: (change: Partial<Turn>) => void;
}

export function RemarkForm({ address, offer, turn, onChange }: Props) {
  const id = useId();
  const { mutateAsync, isPending, error } = useAction(giveFeedback);
  const mayRecord = useMay("record");
  useKeys({ c: () => document.getElementById(id)?.focus() });
  // Words that are to be said in another way are what one goes on with.
  const begins = useRef(!turn.fresh && turn.comment !== "");
  const { run } = turn.answer;
  const message = run && answerIn(run);
  if (!message) return null;
  if (!mayRecord) {
    return <p className="remark">To say what should be different, your key needs the role “record”.</p>;
  }
  const comment = turn.comment.trim();
  const revised = turn.revised !== null && turn.revised.trim() !== "" ? turn.revised : null;
  const corrected = revised !== null && revised !== turn.answer.output ? revised : null;
  const nothing = comment === "" && corrected === null;
  const send = async (): Promise<void> => {
    if (nothing || isPending) return;
    try {
      const { id: feedback } = await mutateAsync({
        address,
        run: run.id,
        message: message.id,
        ...(comment !== "" && { comment }),
        ...(corrected !== null && { revised: corrected }),
      });
      onChange({ remark: { feedback, comment: comment === "" ? null : comment, revised: corrected } });
    } catch {
      // It is shown below, and what was typed stays.
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="try-remark" onSubmit={submit}>
      <Field
        id={id}
        label="What should be different, always?"
        placeholder="Lead with the result. No hashtags."
        value={turn.comment}
        onChange={(value) => onChange({ comment: value })}
        rows={2}
        focus={begins.current}
      />
      {error && (
        <p className="fault" role="alert">
          {sentenceOf(error)} What you wrote is still here.
        </p>
      )}
      <p className="panel-row">
        <button type="submit" className="primary" disabled={nothing || isPending}>
          See what it would change
        </button>
        <span className="try-hint">
          {corrected === null
            ? `Or correct the ${offer.output} above.`
            : `With your correction of the ${offer.output}.`}
        </span>
      </p>
    </form>
  );
}
