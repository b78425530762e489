/** Chooses what the agent is tried on: a sample, or a text that is pasted. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { type FormEvent, useId, useState } from "react";
import { type Offer, sampleQuery } from "../api/resources.js";
import { Field } from "../show/field.js";
import { Loaded, Skeleton } from "../show/states.js";
import { short } from "../words/changes.js";
import type { Input } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly onChosen: (input: Input) => void;
}

/** No id of a sample is blank. */
const OWN = "";

export function ChooseInput({ address, offer, onChosen }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState(offer.samples[0]?.id ?? OWN);
  const [text, setText] = useState("");
  const sample = offer.samples.find((one) => one.id === chosen) ?? null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sample) onChosen({ sample: sample.id, title: sample.title });
    else onChosen({ sample: null, title: short(text, 90), text });
  };
  return (
    <form className="try-choose" onSubmit={submit}>
      {offer.samples.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-sample`}>Which {offer.input}?</label>
          <select id={`${id}-sample`} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {offer.samples.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
            <option value={OWN}>Paste your own…</option>
          </select>
        </div>
      )}
      {sample ? (
        <SampleText address={address} id={sample.id} />
      ) : (
        <Field
          id={`${id}-text`}
          label={`The ${offer.input}, as text`}
          value={text}
          onChange={setText}
          rows={6}
          focus={offer.samples.length > 0}
        />
      )}
      <p>
        <button type="submit" className="primary" disabled={!sample && text.trim() === ""}>
          Get the {offer.output}
        </button>
      </p>
    </form>
  );
}

export function SampleText({ address, id }: { readonly address: Address; readonly id: string }) {
  const sample = useQuery(sampleQuery(address, id));
  return (
    <Loaded query={sample} skeleton={<Skeleton lines={4} />}>
      {({ text }) => <InputText text={text} />}
    </Loaded>
  );
}

/** A long one scrolls, also by keyboard. */
export function InputText({ text }: { readonly text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached to be scrolled
    <section className="try-input" tabIndex={0} aria-label="Its text">
      {text}
    </section>
  );
}
