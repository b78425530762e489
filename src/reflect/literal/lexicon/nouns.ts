/** Nouns that style directives are about, in the singular and lower case. */

const words = (text: string): string[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((word) => word.replace(/\s+/g, " "));

/** What the agent produces, or a part of it. A modal about one of these is about the agent. */
export const OUTPUT_NOUNS: ReadonlySet<string> = new Set(
  words(`abstract, ad, advert, announcement, answer, article, bio, blog, blurb, body, body text, bulletin, caption, chart, closing, closer,
  code sample, commit message, conclusion, content, conversation, copy, description, digest, draft, email,
  e-mail, ending, entry,
  explanation, first line, first sentence, footer, greeting, header, heading, headline, intro, introduction,
  invite, invitation, item,
  last line, last sentence, letter, line, list, listing, lede, lead, mail, memo, message, newsletter, note,
  notification, opener, opening,
  opening line, opening sentence, outline, output, overview, page, paragraph, piece, post, prose, quote tweet,
  recap, recipe, reply, report, response, review, salutation, script,
  section, sentence, sign-off, signoff, slide, sms, snippet, speech, story, subheading, subject, subject line,
  summary, takeaway, teaser, text, thread,
  ticket, title, transcript, tweet, update, voice message, voiceover, warning, writing, write-up, writeup, docs,
  documentation, doc, docstring, comment, changelog, alt text, alt-text`),
);

/** What an output has or uses. */
export const FEATURE_NOUNS: ReadonlySet<string> = new Set(
  words(`portuguese, spanish, german, italian, dutch, welsh, irish, polish, chinese, japanese, arabic, hindi,
  abbreviation, acronym, active voice, address, adjective, adverb, affiliation, ai-speak, all caps, allcaps, alliteration, allergen, ampersand,
  analogy, anecdote, apology, asterisk, at-mention, attribution, author, background, banner, bold, boldface,
  bracket, brand, brand name, british english, bullet, bullet list,
  bullet point, buzzword, byline, call to action, capital, capital letter, capitalisation, capitalization, caps,
  case, caveat, cliche, cliché, clickbait,
  code, code block, colloquialism, colon, comma, competitor, compliment, conclusion, confidence interval,
  contraction, contrast, copy, corporate-speak, corporate speak, credit,
  cta, currency, curly quote, dad joke, dash, data, date, deadline, decimal, decimal place, detail, diagram,
  digit, disclaimer, discount, doi, dollar, double space,
  drama, effect size, ellipsis, em dash, em-dash, emdash, emoji, emojis, emoticon, en dash, english, estimate,
  euphemism, evidence, example, exclamation,
  exclamation mark, exclamation point, face, fact, figure, filler, filler word, fire emoji, first author, first
  name, first person, flattery, flag, fluff, font, footnote, formality,
  format, formatting, french, full stop, funding, gif, gifs, grammar, graph, handle, hashtag, hedge, hedging,
  hook, html, humour, humor, hype, hyperbole,
  hyphen, icon, idiom, image, imperative, impersonal, indent, initial, institution, italic, jargon, job title,
  joke, journal, journal name, keyword, language, latin, latex, layman's term,
  length, limitation, line break, link, list, location, logo, lower case, lowercase, margin, marketing speak,
  markdown, meme, mention, metaphor, method, metric, metric unit, mile, minute,
  name, number, numeral, opinion, oxford comma, p-value, p value, paper title, parenthesis, parentheses,
  participle, passive, passive voice, past tense, pejorative, percent, percentage, person, phone number,
  photo, phrase, phrasing, picture, plain english, plain language, platitude, pleasantry, plural, point, policy,
  politics, present tense, price, product name, profanity, promise, pronoun, prose, pull quote, pun,
  punctuation,
  question, question mark, quotation, quotation mark, quote, range, rating, recap, recommendation, reference,
  refund, register, repetition, rhetorical question, rhyme, rounding,
  salutation, sample size, sarcasm, screenshot, second person, semicolon, semi-colon, sentence case, sentence
  fragment, serial comma, slang, slogan, smiley, source, space, speculation,
  spelling, spoiler, stat, statistic, step, subhead, sub-heading, superlative, swear word, swearing, symbol,
  synonym, syntax, table, tag, tagline, tense, term, thousands separator,
  time, time zone, timestamp, title case, tone, topic, trademark, triple, typo, unit, unit of measure, upper
  case, url, username, verb, version number, voice, wall of text,
  walls of text, wisecrack, wit, word, wordplay, year, small talk, first-person, third person, throat-clearing,
  waffle, preamble, boilerplate, sales pitch, upsell, praise, self-praise, speculation, gossip, politics,
  religion,
  advice, medical advice, legal advice, financial advice, personal data, phone, password, order number, policy
  number, policy section, account number, reference number, indent, indentation, trailing comma, axis label,
  source note, error code, action item, owner, decision, attendee, agenda, due date, next step, hint, solution,
  worked solution, exercise, formula, variable, function, class, method name, function name, variable name,
  class name, test, unit test, type, type annotation, import, log, log message, error message, stack trace,
  exception, commit, tab, tabs, brace, semicolon, branch, migration, query, endpoint, loyalty programme, fee,
  tax, vat, weight, distance, temperature, measurement, amount, money amount, percentage, rounding, retry,
  retries, option, suggestion, follow-up, apology, apologies, greeting, pleasantry, filler phrase, stock phrase,
  boilerplate, signature, tl;dr, tldr, summary, headline figure, ticket number, ticket title, customer name,
  customer's name, ingredient, axis, axes, x-axis, y-axis, legend, bar chart, pie chart, button label, label, button, file name, error message, case study, postcode, practice question, debug print, debug output, diff,
  glossary, time frame, rough estimate, example, kilometre, kilometer, km, metre, meter, foot, inch, kilo, gram,
  euro, month, day, weekday, surname, last name, local time, attachment, table of contents, decimal, whole
  number, absolute date, relative date, unit price, news, good news, bad news, benefit, risk, result, answer,
  instruction, guide, manual, how-to, estimate, vat, delivery time, chart, screenshot, image, feedback, apa
  style, primary source, prior knowledge, symptom, warning, temp, temperature, celsius, serving, docstring, type
  hint, citation, decision, conclusion, tracking number, alt text, preamble, quote mark, idea, corporate speak,
  press release, bullet point list, calorie, substitution, guarantee, delivery date, medical claim, health
  claim, home address, card number, personal information, internal detail, internal name, comparison, ranking,
  score, spoiler, key term, definition, term, notation, equation, symbol, axis, legend, colour, color, header
  row, column, row, total, subtotal, footer, tracking number, case number, opening hours, delivery time,
  shipping cost, warranty`),
);

/** Multi-word nouns among both, longest first, for the reader of noun phrases. */
export const COMPOUND_NOUNS: readonly string[] = [...OUTPUT_NOUNS, ...FEATURE_NOUNS]
  .filter((noun) => /[ -]/.test(noun))
  .sort((a, b) => b.length - a.length);

/** Nouns of mass that take "less" and no plural. */
export const MASS_NOUNS: ReadonlySet<string> = new Set(
  words(`hype, jargon, fluff, slang, humour, humor, sarcasm, detail, background, context, bold, filler, repetition, flattery, drama, punctuation,
  formatting, speculation, politics, clickbait, markdown, waffle, hedging, emphasis, praise, small talk,
  swearing, profanity, technical language, prose, colour, color, energy, enthusiasm, preamble, data, english,
  language`),
);

/** Units that a limit counts in, to the word a rule uses. */
export const UNITS: Readonly<Record<string, string>> = {
  character: "characters",
  characters: "characters",
  char: "characters",
  chars: "characters",
  letter: "letters",
  letters: "letters",
  word: "words",
  words: "words",
  sentence: "sentences",
  sentences: "sentences",
  paragraph: "paragraphs",
  paragraphs: "paragraphs",
  line: "lines",
  lines: "lines",
  page: "pages",
  pages: "pages",
  bullet: "bullets",
  bullets: "bullets",
  point: "points",
  points: "points",
  para: "paragraphs",
  paras: "paragraphs",
  tweet: "tweets",
  tweets: "tweets",
  second: "seconds",
  seconds: "seconds",
  minute: "minutes",
  minutes: "minutes",
  syllable: "syllables",
  syllables: "syllables",
  step: "steps",
  steps: "steps",
  "bullet points": "bullet points",
  item: "items",
  items: "items",
  slide: "slides",
  slides: "slides",
  hashtag: "hashtags",
  hashtags: "hashtags",
  emoji: "emoji",
  emojis: "emojis",
};
