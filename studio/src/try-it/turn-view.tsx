/** One turn: the answer, what is said of it, and what becomes of that. */
import type { Address, Proposal } from "knowhow";
import { useEffect, useRef } from "react";
import type { Offer } from "../api/resources.js";
import { useMay } from "../shell/may.js";
import { AnswerCard } from "./answer-card.js";
import { arriveAt } from "./arrive.js";
import { LessonView } from "./lesson-view.js";
import { Others } from "./others.js";
import { RemarkForm } from "./remark-form.js";
import { Said } from "./said.js";
import type { Input, Turn } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly input: Input;
  readonly turn: Turn;
  readonly isLast: boolean;
  readonly onChange: (change: Partial<Turn>) => void;
  readonly onAgain: (comment: string) => void;
  readonly onDecided: (decided: Proposal) => void;
  readonly onReopened: (id: string) => void;
}

export function TurnView({ address, offer, input, turn, isLast, onChange, onAgain, onDecided, onReopened }: Props) {
  const { answer, before, remark } = turn;
  const mayRecord = useMay("record");
  const element = useRef<HTMLElement>(null);
  // A new answer is where one reads on; what the page was left with is not new.
  const begun = useRef(turn.fresh && remark === null && isLast);
  useEffect(() => {
    if (begun.current) arriveAt(element.current);
  }, []);
  const changedFrom = before?.version ?? null;
  return (
    <>
      <section className="try-step" ref={element} tabIndex={-1} aria-label={`The ${offer.output}`}>
        <AnswerCard
          address={address}
          offer={offer}
          answer={answer}
          before={before}
          again={!turn.fresh}
          revised={remark === null ? turn.revised : null}
          onRevised={mayRecord && isLast && remark === null ? (revised) => onChange({ revised }) : null}
        />
        {changedFrom !== null && answer.version !== null && changedFrom !== answer.version && (
          <Others address={address} offer={offer} input={input} from={changedFrom} to={answer.version} />
        )}
      </section>
      {remark === null ? (
        isLast && <RemarkForm address={address} offer={offer} turn={turn} onChange={onChange} />
      ) : (
        <>
          <Said remark={remark} answer={answer.output} />
          <LessonView
            address={address}
            offer={offer}
            input={input}
            turn={turn}
            remark={remark}
            isLast={isLast}
            onChange={onChange}
            onAgain={onAgain}
            onDecided={onDecided}
            onReopened={onReopened}
          />
        </>
      )}
    </>
  );
}
