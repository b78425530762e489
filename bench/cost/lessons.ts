/**
 * What people say of the answers of a bicycle rental's agent, and the one change that each comment asks for. Written by
 * hand, so that every contestant is asked for the same change in the same words.
 */

/** The section of the instructions that all lessons concern. */
export const SECTION = "Every answer";

export type Change =
  | { readonly kind: "add"; readonly rule: string }
  | { readonly kind: "replace"; readonly old: string; readonly rule: string }
  | { readonly kind: "remove"; readonly old: string };

export interface Lesson {
  readonly comment: string;
  /** The words of the comment that ask for the change. */
  readonly quote: string;
  readonly change: Change;
}

const add = (comment: string, quote: string, rule: string): Lesson => {
  return { comment, quote, change: { kind: "add", rule } };
};
const replace = (comment: string, quote: string, old: string, rule: string): Lesson => {
  return { comment, quote, change: { kind: "replace", old, rule } };
};
const remove = (comment: string, quote: string, old: string): Lesson => {
  return { comment, quote, change: { kind: "remove", old } };
};

export const LESSONS: readonly Lesson[] = [
  add(
    "Always give the booking number at the start of the answer, I have to look it up every time.",
    "Always give the booking number at the start of the answer",
    "Always give the booking number at the start of the answer.",
  ),
  add("Too long again. Keep it under 120 words.", "Keep it under 120 words", "Keep the answer under 120 words."),
  add("Never use exclamation marks.", "Never use exclamation marks", "Never use exclamation marks."),
  add(
    "Name the opening hours whenever you ask somebody to come to the shop. They stood before a closed door.",
    "Name the opening hours whenever you ask somebody to come to the shop",
    "Name the opening hours whenever you ask somebody to come to the shop.",
  ),
  add(
    "Write all prices with two decimals.",
    "Write all prices with two decimals",
    "Write all prices with two decimals.",
  ),
  add(
    "Never guess when a spare part arrives. We were wrong three times this month.",
    "Never guess when a spare part arrives",
    "Never guess when a spare part arrives.",
  ),
  add(
    "Use the first name of the customer.",
    "Use the first name of the customer",
    "Use the first name of the customer.",
  ),
  add(
    "Please always ask at the end whether anything else is open.",
    "always ask at the end whether anything else is open",
    "Always ask at the end whether anything else is open.",
  ),
  add(
    "Nobody can follow this paragraph. Always write steps as a numbered list.",
    "Always write steps as a numbered list",
    "Always write steps as a numbered list.",
  ),
  add("Never mention other customers.", "Never mention other customers", "Never mention other customers."),
  add(
    "Always say which bicycle you mean; she rents three of them.",
    "Always say which bicycle you mean",
    "Always say which bicycle you mean.",
  ),
  add("Give distances in kilometres.", "Give distances in kilometres", "Give distances in kilometres."),
  add(
    "After an accident, always ask first whether anybody is hurt.",
    "After an accident, always ask first whether anybody is hurt",
    "After an accident, always ask first whether anybody is hurt.",
  ),
  add(
    "Always quote the sentence of the rental terms that you rely on. He did not believe it.",
    "Always quote the sentence of the rental terms that you rely on",
    "Always quote the sentence of the rental terms that you rely on.",
  ),
  add("Do not apologise more than once.", "Do not apologise more than once", "Do not apologise more than once."),
  replace(
    "People write to us when something is broken. Do not use emoji.",
    "Do not use emoji",
    "Use an emoji.",
    "Do not use emoji.",
  ),
  replace(
    "Put the summary at the start, not at the end.",
    "Put the summary at the start",
    "Put the summary at the end.",
    "Put the summary at the start.",
  ),
  replace(
    "Sign with your first name, not with the name of the company.",
    "Sign with your first name",
    "Sign with the name of the company.",
    "Sign with your first name.",
  ),
  replace(
    "Reply in the language of the customer. She asked in Dutch and got English.",
    "Reply in the language of the customer",
    "Reply in English.",
    "Reply in the language of the customer.",
  ),
  replace(
    "Give at most two alternatives; nobody reads five.",
    "Give at most two alternatives",
    "Give at most five alternatives.",
    "Give at most two alternatives.",
  ),
  replace(
    "Footnotes do not work in a chat. Explain technical terms in brackets.",
    "Explain technical terms in brackets",
    "Explain technical terms in footnotes.",
    "Explain technical terms in brackets.",
  ),
  remove("Stop linking the survey, it is closed.", "Stop linking the survey", "Link the survey."),
  remove(
    "No need to ask for a photo of the bicycle any more, we have them all.",
    "No need to ask for a photo of the bicycle any more",
    "Ask for a photo of the bicycle.",
  ),
  remove(
    "You no longer have to mention the newsletter.",
    "You no longer have to mention the newsletter",
    "Mention the newsletter.",
  ),
];

export interface Conversation {
  readonly request: string;
  readonly answer: string;
}

/** What the comments are about, in turn. */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    request:
      "Hello, the rear brake of the bike I picked up this morning squeals and hardly grips. Can I swap it today?",
    answer:
      "Hello! I am so sorry to hear that your rear brake is squealing. You can swap the bicycle at any of our three stations, and our workshop will look at the brake as soon as it can. Please bring the key and the lock. If you would rather wait, a mechanic can come by between two and four, but I cannot promise it. Sorry again for the trouble! Have a wonderful day and do take part in our survey!",
  },
  {
    request:
      "I returned the tandem two hours late because of the thunderstorm. Do I really have to pay the whole extra day?",
    answer:
      "Thank you for writing to us! Late returns are charged by the day, as the rental terms say. In a storm we make exceptions when the weather service had given out a warning for the district in question, which we check for each case. I have opened a request, and a colleague of mine will look at it this week. You will then get the money back on the card you paid with.",
  },
  {
    request: "Which route do you suggest from the harbour to the lighthouse with two children, six and nine years old?",
    answer:
      "There are several! The one along the dike is flat and has no cars, then there is the one through the forest with the playground, the one over the old bridge, the one by the mill and the one that follows the railway. They are between four and nine miles long. I would take the dike in the morning, since the wind comes from the sea in the afternoon, and the forest on the way back.",
  },
  {
    request:
      "My booking for Saturday says four bikes but there are five of us now. Is there another one in a small frame?",
    answer:
      "Dear customer, we have one more small frame on Saturday, which I have put aside for you until tonight. It costs 18 for the day, 4 more with a child seat, and you can pay for it when you pick the others up. Another customer, Mrs Brandt, has asked for the same one, so please tell us soon. Let us know if you need helmets too!",
  },
];
