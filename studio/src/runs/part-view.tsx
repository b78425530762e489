/** A piece of a message, with its source in colour and in words. */
import type { Part } from "knowhow";
import { Source } from "../show/source.js";
import { partTitle } from "../words/conversation.js";

/** Longer results of tools and attachments are folded. */
const FOLDED = 600;

export function PartView({ part }: { readonly part: Part }) {
  const title = partTitle(part);
  const text = part.type === "tool-call" ? part.arguments : part.text;
  // Blank lines around a passage belong to none of the two.
  const shown = text.replace(/^(?:[ \t]*\n)+|\s+$/g, "");
  if (shown === "") return null;
  const words = <p className={part.type === "tool-call" ? "part-code" : "part-words"}>{shown}</p>;
  return (
    <div className="part" data-role={part.source} data-type={part.type}>
      {title !== null && (
        <p className="part-head">
          <span>{title}</span>
          <Source role={part.source} />
        </p>
      )}
      {part.type !== "text" && text.length > FOLDED ? (
        <details>
          <summary>{text.length.toLocaleString("en")} characters</summary>
          {words}
        </details>
      ) : (
        words
      )}
    </div>
  );
}
