/** Says what one thinks of an answer: a thumb, or a comment, a score and the answer as it should have been. */
import type { Address, Message } from "knowhow";
import { type FormEvent, useId, useState } from "react";
import { giveFeedback, type Saying, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { ThumbDownIcon, ThumbUpIcon } from "../shell/icons.js";
import { useSay } from "../shell/toasts.js";
import { Field } from "../show/field.js";
import { Words } from "../show/words.js";
import { answerText } from "../words/conversation.js";

interface Props {
  readonly address: Address;
  readonly run: string;
  readonly message: Message;
}

export function Respond({ address, run, message }: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useAction(giveFeedback);
  const send = (what: Pick<Saying, "comment" | "score" | "revised">): void =>
    mutate(
      { address, run, message: message.id, ...what },
      {
        onSuccess: () => {
          setOpen(false);
          say({ text: "Thank you, it is kept. It becomes a suggestion when it is read." });
        },
      },
    );
  return (
    <div className="respond">
      {open ? (
        <RespondForm
          answer={answerText(message)}
          busy={isPending}
          onSend={send}
          onCancel={() => {
            reset();
            setOpen(false);
          }}
        />
      ) : (
        <div className="respond-row">
          <button
            type="button"
            className="quiet"
            disabled={isPending}
            aria-label="Good"
            onClick={() => send({ score: 1 })}
          >
            <ThumbUpIcon />
          </button>
          <button
            type="button"
            className="quiet"
            disabled={isPending}
            aria-label="Bad"
            onClick={() => send({ score: 0 })}
          >
            <ThumbDownIcon />
          </button>
          <button type="button" onClick={() => setOpen(true)}>
            Comment or correct
          </button>
        </div>
      )}
      {error && (
        <p className="fault" role="alert">
          {sentenceOf(error)}
        </p>
      )}
    </div>
  );
}

interface FormProps {
  readonly answer: string;
  readonly busy: boolean;
  readonly onSend: (what: Pick<Saying, "comment" | "score" | "revised">) => void;
  readonly onCancel: () => void;
}

function RespondForm({ answer, busy, onSend, onCancel }: FormProps) {
  const id = useId();
  const [comment, setComment] = useState("");
  const [revised, setRevised] = useState(answer);
  const [score, setScore] = useState<number | null>(null);
  const changed = revised.trim() !== answer.trim();
  const said = {
    ...(comment.trim() !== "" && { comment: comment.trim() }),
    ...(changed && revised.trim() !== "" && { revised }),
    ...(score !== null && { score }),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend(said);
  };
  return (
    <form className="respond-form" onSubmit={submit}>
      <Field
        id={`${id}-comment`}
        label="What should be different, always?"
        placeholder="Lead with the result. No hashtags."
        value={comment}
        onChange={setComment}
        focus
      />
      <Field id={`${id}-revised`} label="The answer, as it should have been" value={revised} onChange={setRevised} />
      {changed && (
        <div className="respond-preview">
          <p className="field-label">Your changes</p>
          <blockquote>
            <Words before={answer} after={revised} />
          </blockquote>
        </div>
      )}
      <Score id={`${id}-score`} score={score} onScore={setScore} />
      <div className="panel-row">
        <button type="submit" className="primary" disabled={busy || Object.keys(said).length === 0}>
          Send
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

const SCORES = [0, 0.25, 0.5, 0.75, 1];
const SCORE_WORDS = ["bad", "poor", "fair", "good", "very good"];

interface ScoreProps {
  readonly id: string;
  readonly score: number | null;
  readonly onScore: (score: number | null) => void;
}

function Score({ id, score, onScore }: ScoreProps) {
  return (
    <div className="field score">
      <label htmlFor={id}>Score</label>
      <select
        id={id}
        value={score ?? ""}
        onChange={(event) => onScore(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">none</option>
        {SCORES.map((one, at) => (
          <option key={one} value={one}>
            {SCORE_WORDS[at]}
          </option>
        ))}
      </select>
    </div>
  );
}
