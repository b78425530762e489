/** Instructions of a given size, composed by a seeded generator from words of ours: sections of short rules. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { LESSONS, SECTION } from "./lessons.js";
import { tokensOf } from "./server/tokens.js";

export interface Section {
  readonly heading: string;
  readonly rules: readonly string[];
}

export interface Instructions {
  readonly introduction: string;
  readonly sections: readonly Section[];
}

const INTRODUCTION = "You answer the customers of a bicycle rental with three stations by the sea.";

/** More in one section would make Ax's playbook prune it: its default is 25. */
const MOST_RULES = 20;

const TOPICS = [
  "Bookings",
  "Returns",
  "Repairs",
  "Refunds",
  "Deposits",
  "Accidents",
  "Theft",
  "Tours",
  "Child seats",
  "Electric bicycles",
  "Groups",
  "Invoices",
  "Vouchers",
  "Insurance",
  "Complaints",
  "Opening days",
];
const CHANNELS = ["by e-mail", "in the chat", "on the telephone", "at the harbour", "at the station", "by post"];

const SITUATIONS = [
  "the customer has not paid yet",
  "the bicycle is overdue by more than an hour",
  "a tyre has lost air on the way",
  "the battery shows less than a quarter",
  "the lock cannot be opened",
  "somebody else picks the bicycle up",
  "the weather service has warned of a storm",
  "the station is about to close",
  "a child under twelve rides along",
  "the booking was made by a hotel",
  "the card was declined twice",
  "the frame is scratched",
  "the customer writes for the third time",
  "a part is out of stock",
  "the tour has fewer than five riders",
  "the voucher has run out",
  "the helmet does not fit",
  "the name on the booking is misspelt",
  "the ferry is late",
  "the customer asks for a discount",
];
const ACTIONS = [
  "look the booking up before you reply",
  "offer a bicycle of the next size",
  "hand the matter to the workshop",
  "note the station and the hour in the file",
  "explain the deposit in one sentence",
  "ask for the number on the frame",
  "propose the next free morning",
  "point to the map of the stations",
  "keep the original date in the reply",
  "tell the colleague on duty",
  "repeat what was agreed on",
  "name the person who decides",
  "leave the price as it was booked",
  "send the form for damages",
  "wait for the answer of the insurer",
  "book the transport by van",
];
const DETAILS = [
  "unless the station has done so already",
  "even if it takes a second message",
  "and set a reminder for the next day",
  "but never before the file is complete",
  "as long as the season lasts",
  "and mark it as urgent",
  "without changing the booking itself",
  "also on Sundays and holidays",
  "within the same conversation",
  "and say how long it will take",
];

/** Instructions of `tokens` tokens or a rule or two fewer. The same seed gives the same. */
export function instructionsOf(tokens: number, seed: number): Instructions {
  const random = xoroshiro128plus(seed);
  const pick = (words: readonly string[]): string => words[uniformInt(random, 0, words.length - 1)] ?? "";
  const old = LESSONS.flatMap(({ change }) => (change.kind === "add" ? [] : [change.old]));
  const sections: { heading: string; rules: string[] }[] = [{ heading: SECTION, rules: old }];
  const headings = shuffled(
    TOPICS.flatMap((topic) => CHANNELS.map((channel) => `${topic} ${channel}`)),
    (most) => uniformInt(random, 0, most),
  );
  const seen = new Set<string>();
  let left = tokens - tokensOf(textOf({ introduction: INTRODUCTION, sections }));
  for (const heading of headings) {
    left -= tokensOf(`## ${heading}\n\n`);
    if (left < 40) break;
    const rules: string[] = [];
    sections.push({ heading, rules });
    while (rules.length < MOST_RULES) {
      const rule = `When ${pick(SITUATIONS)}, ${pick(ACTIONS)}, ${pick(DETAILS)}.`;
      if (seen.has(rule)) continue;
      left -= tokensOf(`- ${rule}\n`);
      if (left < 0) break;
      seen.add(rule);
      rules.push(rule);
    }
    if (left < 0) break;
  }
  return { introduction: INTRODUCTION, sections: sections.filter(({ rules }) => rules.length > 0) };
}

/** The instructions as Markdown. */
export function textOf({ introduction, sections }: Instructions): string {
  const shown = sections.map(({ heading, rules }) => `## ${heading}\n\n${rules.map((rule) => `- ${rule}\n`).join("")}`);
  return [`${introduction}\n`, ...shown].join("\n");
}

function shuffled(items: readonly string[], below: (most: number) => number): string[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = below(at);
    [order[at], order[other]] = [order[other] ?? "", order[at] ?? ""];
  }
  return order;
}
