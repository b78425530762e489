/** One conversation, message by message, with what people said about it. */
import { useQuery } from "@tanstack/react-query";
import type { Address, Message } from "knowhow";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { type Given, runFeedbackQuery, runQuery } from "../api/resources.js";
import { BackIcon } from "../shell/icons.js";
import { useMay } from "../shell/may.js";
import { Source } from "../show/source.js";
import { Loaded, Skeleton } from "../show/states.js";
import { When } from "../show/when.js";
import { answerIn, answerText, speakerOf, versionOf } from "../words/conversation.js";
import { keyOf, pathTo } from "../words/place.js";
import { GivenFeedback } from "./given-feedback.js";
import { PartView } from "./part-view.js";
import { Respond } from "./respond.js";

interface Props {
  readonly address: Address;
  readonly id: string;
  /** The message to go to, and the feedback to point out. */
  readonly message: string | null;
  readonly feedback: string | null;
}

export function RunView({ address, id, message, feedback }: Props) {
  const run = useQuery(runQuery(address, id));
  const given = useQuery(runFeedbackQuery(address, id));
  const items = given.data?.items ?? [];
  const mayRecord = useMay("record");
  return (
    <section className="split-detail" aria-label="Conversation">
      <Link href={pathTo("runs", address)} className="back">
        <BackIcon /> Runs
      </Link>
      <Loaded query={run} skeleton={<Skeleton lines={9} />}>
        {(data) => {
          const last = answerIn(data)?.id ?? null;
          const version = versionOf(data, keyOf(address));
          return (
            <>
              <p className="detail-where">
                <When time={data.createdAt} />
                {version !== null && version > 0 && (
                  <span>
                    ran on <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>
                  </span>
                )}
                {data.principal && <span>for {data.principal.id}</span>}
              </p>
              {!mayRecord && (
                <p className="remark">To say what you think of an answer, your key needs the role “record”.</p>
              )}
              <ol className="conversation">
                {data.messages.map((one) => (
                  <MessageView
                    key={one.id}
                    address={address}
                    run={id}
                    message={one}
                    given={items.filter(({ feedback: said }) => said && (said.message ?? last) === one.id)}
                    sought={one.id === (message ?? (feedback === null ? null : last))}
                    pointed={feedback}
                  />
                ))}
              </ol>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

interface MessageProps {
  readonly address: Address;
  readonly run: string;
  readonly message: Message;
  readonly given: readonly Given[];
  /** It was what the link led to. */
  readonly sought: boolean;
  readonly pointed: string | null;
}

function MessageView({ address, run, message, given, sought, pointed }: MessageProps) {
  const element = useRef<HTMLLIElement>(null);
  const mayRecord = useMay("record");
  useEffect(() => {
    if (sought) element.current?.scrollIntoView({ block: "center" });
  }, [sought]);
  // What a message's own words are; parts from elsewhere say so themselves.
  const own = message.parts.find((part) => part.type === "text" && part.source !== "external");
  const answer = message.role === "assistant" && answerText(message) !== "";
  return (
    <li ref={element} className="message" data-speaker={message.role} data-sought={sought}>
      <header className="message-head">
        <h2>{speakerOf(message)}</h2>
        {own && <Source role={own.source} />}
      </header>
      {message.parts.map((part, at) => (
        <PartView key={at} part={part} />
      ))}
      {given.map((one) => (
        <GivenFeedback
          key={one.feedback?.id}
          given={one}
          answer={answerText(message)}
          address={address}
          pointed={one.feedback?.id === pointed}
        />
      ))}
      {answer && mayRecord && <Respond address={address} run={run} message={message} />}
    </li>
  );
}
