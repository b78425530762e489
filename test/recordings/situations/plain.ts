// Situations of everyday feedback.
import { BANK, EXTRACT, POLICY, SUPPORT, TWEETS } from "./instructions.js";
import { type Situation, talk } from "./situation.js";

const TWEET =
  "Could sleep be cleaning your brain? A study in Sleep Letters of 41 adults says deep sleep speeds up the flow that clears waste. #sleep #brain #science";
const tweeting = talk("Tweet about this: deep sleep and the clearing of waste in 41 adults, Sleep Letters.", TWEET);
const drooping = talk(
  "My fern droops. What now?",
  "Hello dear plant friend! 1. Water it. 2. Move it out of the sun. 3. Mist it daily. Is there anything else I can help you with?",
);

export const plain: readonly Situation[] = [
  {
    name: "several people at once",
    instructions: TWEETS,
    lessons: [
      {
        comment: "please lead with the finding instead of a question, and say how many people were studied",
        messages: tweeting,
      },
      { comment: "great tweet!", role: "user", messages: tweeting },
      { comment: "I'd rather you didn't use the passive voice", messages: tweeting },
    ],
  },
  {
    name: "against a rule",
    instructions: TWEETS,
    lessons: [{ comment: "Please stop using hashtags.", messages: tweeting }],
  },
  {
    name: "another number",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [{ comment: "280 is too long for us, 200 characters max", messages: tweeting }],
  },
  {
    name: "one-off request",
    instructions: TWEETS,
    lessons: [{ comment: "can you make this one a bit shorter?", role: "user", messages: tweeting }],
  },
  {
    name: "one-off with a name",
    playbookOnly: true,
    instructions: SUPPORT,
    lessons: [{ comment: "Call me Jo in this one and redo it", role: "user", messages: drooping }],
  },
  {
    name: "praise",
    instructions: TWEETS,
    lessons: [{ comment: "Love this, exactly the tone I wanted. Thanks!", score: 1, messages: tweeting }],
  },
  {
    name: "question",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [{ comment: "why did you pick the question at the start?", role: "user", messages: tweeting }],
  },
  {
    name: "praise with a wish in it",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [{ comment: "Lovely! Only the journal name: put it in brackets at the end, always.", messages: tweeting }],
  },
  {
    name: "one-off beside a lasting wish",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [
      {
        comment: "Swap 'clears waste' for 'rinses' here. And from now on, link to the paper in every tweet.",
        messages: tweeting,
      },
    ],
  },
  {
    name: "already a rule",
    instructions: TWEETS,
    lessons: [{ comment: "write so that my mum, who is no scientist, gets it", messages: tweeting }],
  },
  {
    name: "drop a rule",
    instructions: SUPPORT,
    lessons: ["No need to ask at the end whether there's anything else. Drop that."],
  },
  {
    name: "one of several sentences",
    instructions: SUPPORT,
    lessons: [{ comment: "five steps are fine too", messages: drooping }],
  },
  {
    name: "two people disagree",
    instructions: SUPPORT,
    lessons: [
      { comment: "Use an emoji or two, it's a plant shop after all", messages: drooping },
      { comment: "no emoji in answers to customers please, we are not a chat app", role: "operator" },
    ],
  },
  {
    name: "typed in haste",
    instructions: TWEETS,
    lessons: [{ comment: "pls stahp w the hashtgs n keep it undr 200 chars k thx", messages: tweeting }],
  },
  {
    name: "feedback in German",
    instructions: SUPPORT,
    lessons: [{ comment: "Bitte die Kunden immer siezen und keine Ausrufezeichen verwenden.", messages: drooping }],
  },
  {
    name: "feedback in Japanese",
    playbookOnly: true,
    instructions: SUPPORT,
    lessons: [{ comment: "絵文字は使わないでください。", messages: drooping }],
  },
  { name: "only a bad score", instructions: TWEETS, lessons: [{ score: 0.1, messages: tweeting }] },
  {
    name: "only a good score",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [{ score: 0.95, messages: tweeting }],
  },
  {
    name: "nothing to go by",
    playbookOnly: true,
    instructions: SUPPORT,
    lessons: [{ comment: "hmm no, the other way", role: "user" }],
  },
  {
    name: "the wish is in the conversation",
    instructions: SUPPORT,
    lessons: [
      {
        comment: "you did it again, read what I wrote at the top",
        role: "user",
        messages: talk(
          "Never recommend pesticides to me, in any answer. My calathea has spider mites.",
          "Spray it with a pesticide twice a week.",
        ),
      },
    ],
  },
  {
    name: "a condition",
    instructions: SUPPORT,
    lessons: ["If the plant is poisonous to cats or dogs, warn about that. Otherwise don't bring up pets."],
  },
  {
    name: "a revised answer",
    instructions: TWEETS,
    lessons: [
      {
        revised:
          "Deep sleep speeds up the flow that clears waste from the brain, a study of 41 adults in Sleep Letters finds.",
        messages: tweeting,
      },
    ],
  },
  {
    name: "a revised answer that mends a fact",
    playbookOnly: true,
    instructions: TWEETS,
    lessons: [{ revised: TWEET.replace("41 adults", "44 adults"), messages: tweeting }],
  },
  {
    name: "a revised answer with a comment",
    playbookOnly: true,
    instructions: SUPPORT,
    lessons: [
      {
        comment: "less gushing",
        revised:
          "Hello. 1. Water it. 2. Move it out of the sun. 3. Mist it daily. Is there anything else I can help you with?",
        messages: drooping,
      },
    ],
  },
  {
    name: "variables in the text",
    instructions: EXTRACT,
    templateFormat: "fstring",
    lessons: ["greet nobody, but do put the reader's name in a comment field of the JSON"],
  },
  {
    name: "braces in the feedback",
    playbookOnly: true,
    instructions: EXTRACT,
    templateFormat: "fstring",
    lessons: ['the JSON needs the currency too: {"vendor": "…", "total": 0.0, "currency": "EUR"}'],
  },
  {
    name: "locked section",
    instructions: BANK,
    lockedHeadings: ["Compliance"],
    lessons: [
      { comment: "The risk notice is annoying, skip it for returning customers", role: "user" },
      { comment: "shorter sentences please", role: "user" },
    ],
  },
  {
    name: "guidance forbids",
    instructions: BANK,
    guidance:
      "Change only how the assistant sounds. Never change what it may say about products, and add no rule about products.",
    lessons: ["Always mention our gold card.", "Don't say 'kindly'."],
  },
  {
    name: "long policy",
    instructions: POLICY,
    lessons: [
      { comment: "We now refund in full up to 24 hours before pick-up.", role: "operator" },
      { comment: "nobody needs the cents when it's a round sum: 14 euros, not 14.00" },
      { comment: "always tell them the booking number after you changed something" },
    ],
  },
  {
    name: "first lesson of an empty layer",
    instructions: "",
    lessons: [{ comment: "answer me in metric units", role: "user" }],
  },
];
