/** What somebody said about a message, and what became of it. */
import type { Address } from "knowhow";
import { Link } from "wouter";
import { reflect, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import type { Given } from "../api/resources.js";
import { useMay } from "../shell/may.js";
import { useSay } from "../shell/toasts.js";
import { Source } from "../show/source.js";
import { When } from "../show/when.js";
import { Words } from "../show/words.js";
import { lessonSentence } from "../words/conversation.js";
import { scoreWords } from "../words/evidence.js";

interface Props {
  readonly given: Given;
  /** The message it is about. */
  readonly answer: string;
  readonly address: Address;
  readonly pointed: boolean;
}

export function GivenFeedback({ given: { feedback, lesson }, answer, address, pointed }: Props) {
  const say = useSay();
  const mayReflect = useMay("propose");
  const reflecting = useAction(reflect);
  if (feedback === null) return null;
  const { by, comment, score, revised, original, createdAt } = feedback;
  return (
    <div className="given" data-role={by.role} data-pointed={pointed}>
      <p className="evidence-who">
        <b>{by.id}</b> {score !== null && `gave ${scoreWords(score)}`} <Source role={by.role} />{" "}
        <When time={createdAt} />
      </p>
      {comment !== null && <blockquote>{comment}</blockquote>}
      {revised !== null && (
        <blockquote>
          <Words before={original ?? answer} after={revised} />
        </blockquote>
      )}
      <p className="given-state">
        {lessonSentence(lesson)}
        {lesson?.state === "reserved" && lesson.proposalId !== null && (
          <Link href={`/inbox/${lesson.proposalId}`}>Show it</Link>
        )}
        {mayReflect && lesson?.state === "pending" && (
          <button
            type="button"
            className="link"
            disabled={reflecting.isPending}
            onClick={() =>
              reflecting.mutate({ address }, { onError: (error) => say({ text: sentenceOf(error), tone: "bad" }) })
            }
          >
            {reflecting.isPending ? "Reading…" : "Read it now"}
          </button>
        )}
      </p>
    </div>
  );
}
