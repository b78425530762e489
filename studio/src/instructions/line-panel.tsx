/** One line: who taught it and when, what it rests on, how it has done since, and a way to change it. */
import { useQuery } from "@tanstack/react-query";
import type { Address, BlameEntry } from "knowhow";
import { useId, useState } from "react";
import { Link } from "wouter";
import { feedbackQuery } from "../api/resources.js";
import { useMay } from "../shell/may.js";
import { EvidenceLine } from "../show/evidence.js";
import { Field } from "../show/field.js";
import { Source } from "../show/source.js";
import { markerOf } from "../words/lines.js";
import { pathTo } from "../words/place.js";
import { Record } from "./record.js";
import { useProposing } from "./use-proposing.js";

interface Props {
  readonly address: Address;
  readonly entry: BlameEntry;
  readonly onClose: () => void;
}

export function LinePanel({ address, entry, onClose }: Props) {
  const { block, author, version, reason, evidence } = entry;
  const mayPropose = useMay("propose");
  const { data: given } = useQuery({ ...feedbackQuery(address), enabled: evidence.length > 0 });
  const feedback = new Map(given?.items.flatMap(({ feedback: one }) => (one ? [[one.id, one] as const] : [])));
  const lessons = new Map(given?.items.map(({ lesson, feedback: one }) => [lesson?.id, one] as const));
  return (
    <aside className="panel" aria-label="About this line">
      <header className="panel-head">
        <h2>{block.origin === "seed" ? "From the beginning" : "Taught"}</h2>
        <button type="button" className="quiet" onClick={onClose} aria-label="Close">
          ×
        </button>
      </header>
      <p className="panel-words">{markerOf(block)[1]}</p>
      {block.origin === "seed" ? (
        <p>
          It came with the application’s own text, in{" "}
          <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>.
        </p>
      ) : (
        <p>
          By <b>{author.id}</b> <Source role={author.role} />, in{" "}
          <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>.{" "}
          {evidence.length === 0 && reason}
        </p>
      )}
      {evidence.length > 0 && (
        <ul className="evidences" aria-label="What it rests on">
          {evidence.map(({ id, by, evidence: one }) => (
            <EvidenceLine
              key={id}
              evidence={one}
              address={address}
              by={by}
              feedback={
                ("feedbackId" in one
                  ? feedback.get(one.feedbackId)
                  : one.kind === "quote" && one.place.in === "feedback"
                    ? feedback.get(one.place.feedbackId)
                    : one.lessonId === null
                      ? null
                      : lessons.get(one.lessonId)) ?? null
              }
            />
          ))}
        </ul>
      )}
      {block.origin === "rule" && <Record address={address} block={block.id} />}
      {mayPropose && block.kind !== "tag" && <ChangeLine address={address} entry={entry} />}
    </aside>
  );
}

function ChangeLine({ address, entry: { block } }: Pick<Props, "address" | "entry">) {
  const id = useId();
  const [words, setWords] = useState<string | null>(null);
  const { suggest, busy } = useProposing(address);
  if (words === null) {
    return (
      <div className="panel-row">
        <button type="button" onClick={() => setWords(block.content)}>
          Change it
        </button>
        <button type="button" disabled={busy} onClick={() => suggest({ kind: "remove", block: block.id })}>
          Suggest to remove it
        </button>
      </div>
    );
  }
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        suggest({ kind: "replace", block: block.id, text: words.trim() });
      }}
    >
      <Field id={id} label="In other words" value={words} onChange={setWords} focus />
      <div className="panel-row">
        <button
          type="submit"
          className="primary"
          disabled={busy || words.trim() === "" || words.trim() === block.content.trim()}
        >
          Suggest it
        </button>
        <button type="button" onClick={() => setWords(null)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
