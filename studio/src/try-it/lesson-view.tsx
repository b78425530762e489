/** What becomes of what was said: it is read, becomes a suggestion, or was not understood and says so. */
import { useQuery } from "@tanstack/react-query";
import type { Address, Lesson, Proposal } from "knowhow";
import { useEffect, useRef } from "react";
import { reflect, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { type Offer, proposalQuery, runFeedbackQuery } from "../api/resources.js";
import { Changes } from "../inbox/changes.js";
import { Outcome } from "../inbox/outcome.js";
import { Detail } from "../inbox/proposal-view.js";
import { Loaded, Skeleton } from "../show/states.js";
import { lessonSentence } from "../words/conversation.js";
import { arriveAt } from "./arrive.js";
import { Preview } from "./preview.js";
import { NotUnderstood } from "./not-understood.js";
import type { Input, Remark, Turn } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly input: Input;
  readonly turn: Turn;
  readonly remark: Remark;
  readonly isLast: boolean;
  readonly onChange: (change: Partial<Turn>) => void;
  readonly onAgain: (comment: string) => void;
  readonly onDecided: (decided: Proposal) => void;
  readonly onReopened: (id: string) => void;
}

export function LessonView(props: Props) {
  const { address, turn, remark, isLast, onAgain } = props;
  const given = useQuery(runFeedbackQuery(address, turn.answer.run?.id ?? ""));
  const lesson = given.data?.items.find(({ feedback }) => feedback?.id === remark.feedback)?.lesson ?? null;
  const { mutate, data: reflected, error, isPending } = useAction(reflect);
  const read = (): void => mutate({ address });
  // Words that nobody read yet are read at once: that is what the page is for.
  const asked = useRef(false);
  const unread = lesson?.state === "pending" && lesson.attempts === 0;
  useEffect(() => {
    if (!unread || asked.current) return;
    asked.current = true;
    mutate({ address });
  }, [unread, mutate, address]);
  const proposal = turn.proposal ?? lesson?.proposalId ?? null;
  // Words that waited may become part of a later turn's suggestion, which is decided there, once.
  if (lesson?.state === "reserved" && !isLast) return <Settled lesson={lesson} onAgain={null} />;
  if (proposal !== null) return <Suggestion key={proposal} {...props} id={proposal} read={lesson?.reason ?? null} />;
  if (lesson === null || isPending || (unread && !error && !reflected)) {
    if (given.error && !given.data)
      return (
        <Loaded query={given} skeleton={null}>
          {() => null}
        </Loaded>
      );
    return (
      <div className="try-step" aria-live="polite">
        <p className="remark">Reading what you said…</p>
      </div>
    );
  }
  const failure = error ? sentenceOf(error) : (reflected?.error?.message ?? null);
  if (failure !== null && lesson.state === "pending") {
    return (
      <div className="failure" role="alert">
        <p>{failure} What you said is kept.</p>
        <button type="button" onClick={read}>
          Try again
        </button>
      </div>
    );
  }
  if (lesson.state === "pending" || lesson.state === "parked") {
    return <NotUnderstood lesson={lesson} comment={remark.comment} onAgain={isLast ? onAgain : null} />;
  }
  return <Settled lesson={lesson} onAgain={isLast ? () => onAgain(remark.comment ?? "") : null} />;
}

/** Nothing is left to decide. */
function Settled({ lesson, onAgain }: { readonly lesson: Lesson; readonly onAgain: (() => void) | null }) {
  return (
    <div className="try-step" role="status">
      <p className="outcome">{lessonSentence(lesson)}</p>
      {onAgain && (
        <p>
          <button type="button" onClick={onAgain}>
            Say something else
          </button>
        </p>
      )}
    </div>
  );
}

interface SuggestionProps extends Props {
  readonly id: string;
  /** How the words were read, also what of them was not. */
  readonly read: string | null;
}

function Suggestion({ address, offer, input, turn, id, read, onDecided, onReopened }: SuggestionProps) {
  const detail = useQuery(proposalQuery(id, address));
  const element = useRef<HTMLElement>(null);
  const there = detail.data !== undefined;
  const open = detail.data?.proposal.state === "open";
  // The keys that decide must not end up in a field.
  useEffect(() => {
    if (there && open) arriveAt(element.current);
  }, [there, open]);
  return (
    <section className="try-step try-suggestion" ref={element} tabIndex={-1} aria-label="The suggestion">
      <Loaded query={detail} skeleton={<Skeleton lines={5} />}>
        {(data) =>
          data.proposal.state === "open" ? (
            <>
              <h2>What would change</h2>
              {read !== null && read !== "" && <p className="remark">How it was read: {read}</p>}
              <Preview address={address} offer={offer} input={input} answer={turn.answer} proposal={id} />
              <Detail detail={data} onDecided={onDecided} onReopened={onReopened} />
            </>
          ) : (
            <>
              <Outcome proposal={data.proposal} />
              <details className="whole">
                <summary>What changed</summary>
                <Changes detail={data} />
              </details>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
