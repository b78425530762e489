// The instructions that the situations are about. All of it is made up.
import { readFileSync } from "node:fs";

/** A list of rules under headings. */
export const TWEETS = `# Tweet writer

You write one tweet about a scientific paper.

## Style

- Keep it under 280 characters.
- Use two or three hashtags.
- Write for readers who are not scientists.
- Begin with a question where that is natural.

## Facts

- Take every number from the abstract.
- Name the journal.
`;

/** One paragraph, which is cut into sentences. */
export const SUPPORT =
  "You answer customers of an online shop for houseplants. Greet the customer warmly. Give care advice in three steps at most. " +
  "Offer a discount code if a plant arrived damaged. Close by asking whether there is anything else.";

/** A template with a variable and literal braces. */
export const EXTRACT = `You read the invoice below and answer with JSON.

- Answer as {{"vendor": "…", "total": 0.0}} and nothing else.
- Write dates as YYYY-MM-DD.
- The reader's name is {reader}; never put it into the JSON.

Invoice:
{invoice}
`;

/** A section that only an operator may change. */
export const BANK = `# Bank assistant

## Tone

- Be polite and plain.
- Explain technical terms.

## Compliance

- Never give investment advice.
- Read out the risk notice before any product talk.
`;

/** Some sixty blocks. */
export const POLICY = readFileSync(new URL("./bike-rental.md", import.meta.url), "utf8");
