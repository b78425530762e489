/** What the agent is being tried on, folded to its title. */
import type { Address } from "knowhow";
import { useState } from "react";
import type { Offer } from "../api/resources.js";
import { InputText, SampleText } from "./choose-input.js";
import type { Input } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly input: Input;
  readonly onOther: () => void;
}

export function ChosenInput({ address, offer, input, onOther }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <section className="try-step" aria-label={`The ${offer.input}`}>
      <header className="message-head">
        <h2>The {offer.input}</h2>
        <button type="button" className="link" onClick={onOther}>
          Choose another
        </button>
      </header>
      <details className="try-chosen" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{input.title}</summary>
        {open &&
          (input.sample === null ? (
            <InputText text={input.text} />
          ) : (
            <SampleText address={address} id={input.sample} />
          ))}
      </details>
    </section>
  );
}
