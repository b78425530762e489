/** The same input on the text as a suggestion would have it: shown when it is asked for, since a run may cost. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { useState } from "react";
import { type Offer, type TrialAnswer, trialQuery } from "../api/resources.js";
import { Loaded, Skeleton } from "../show/states.js";
import { Next } from "./answer-card.js";
import type { Input } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly input: Input;
  readonly answer: TrialAnswer;
  readonly proposal: string;
}

export function Preview({ address, offer, input, answer, proposal }: Props) {
  const [wanted, setWanted] = useState(false);
  const what = input.sample === null ? { input: input.text } : { sample: input.sample };
  const trial = useQuery({ ...trialQuery({ address, ...what, proposal }), enabled: wanted });
  if (!wanted) {
    return (
      <p>
        <button type="button" className="link" onClick={() => setWanted(true)}>
          See the {offer.output} it would make
        </button>
      </p>
    );
  }
  return (
    <Loaded query={trial} skeleton={<Skeleton lines={3} />}>
      {({ output }) =>
        output === answer.output ? (
          <p className="remark">The {offer.output} would be the same, word for word.</p>
        ) : (
          <p className="try-answer try-preview">
            <Next before={answer.output} after={output} />
          </p>
        )
      }
    </Loaded>
  );
}
