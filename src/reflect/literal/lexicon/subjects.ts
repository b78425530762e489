/** Words that mean the same in a rule, choices that exclude each other, and words that say nothing of the subject. */

const groups = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line) => {
        const words = line.split(/\s*,\s*/);
        return words.map((word) => [word, words[0] ?? word] as [string, string]);
      }),
  );

/** Each word (singular or base form) to the one that stands for its group. */
export const SYNONYMS = groups(`
  emoji, emojis, emoticon, smiley
  link, url, hyperlink
  number, figure, stat, statistic, digit-count
  joke, humour, humor, wisecrack, comedy, funny
  acronym, abbreviation, initialism
  exclamation mark, exclamation point, exclamation
  full, entire, complete, whole
  spell, write out, expand
  cite, quote, quotation, reference, refer
  deny, decline, reject, refuse
  ask, request
  verify, check, confirm, validate
  share, disclose, reveal, give out
  promise, guarantee
  end, close, finish, conclude, sign
  open, start, begin, lead
  customer, client
  e-mail, email, mail
  reply, response, answer
  summary, recap
  bullet, bullet point
  jargon, technical term, technical word, technical one, technical language, buzzword, layperson, layman, lingo
  cta, call to action
  quotation mark, quote mark, speech mark
  programme, program
  euro, eur
  tell, inform
  contact, ring, phone, call
  explain, define, say what it means, say what they mean
  offer, give, provide, suggest, propose
  bug fix, bugfix, fix
  delete, remove, wipe, erase
  test, unit test
  name, mention
  title, headline
  step, stage
  capital, caps, all caps, all-caps, capital letter, block capital, block letter, upper case, upper-case, uppercase
  hyphen, hyphenate
  blank line, empty line
  limitation, caveat, drawback, shortcoming
`);

/** Values that exclude each other; a rule has at most one of each set for one kind of output. */
export const CHOICES: Readonly<Record<string, readonly (readonly [value: string, pattern: RegExp])[]>> = {
  spelling: [
    [
      "british",
      /\b(?:british|uk|u\.k\.)(?= (?:spelling|english|style|punctuation)|\b.*\bspelling)|\bspell\b.* (?:the |in )british\b/,
    ],
    [
      "american",
      /\b(?:american|us|u\.s\.)(?= (?:spelling|english|style|punctuation)|\b.*\bspelling)|\bspell\b.* (?:the |in )american\b/,
    ],
    ["canadian", /\bcanadian (?:spelling|english)/],
    ["australian", /\baustralian (?:spelling|english)/],
  ],
  tense: [
    ["present", /\bpresent tense\b/],
    ["past", /\bpast tense\b/],
    ["future", /\bfuture tense\b/],
  ],
  voice: [
    ["active", /\bactive(?: voice)?\b/],
    ["passive", /\bpassive(?: voice)?\b/],
  ],
  person: [
    [
      "i",
      /\bfirst[ -]person singular\b|^(?:always )?(?:write|speak|talk|use|say)(?: as| in)? ['"‘“]?i['"’”]?(?:[ ,.]|$)/,
    ],
    [
      "we",
      /\bfirst[ -]person(?: plural)?\b|\bas-(?:if|though)-(?:we|you)\b|^(?:always |never |do not )?(?:write|speak|talk|use|say)(?: as| in)? ['"‘“]?we['"’”]?(?:[ ,.]|$)/,
    ],
    ["you", /\bsecond[ -]person\b/],
    ["they", /\bthird[ -]person\b/],
  ],
  formality: [
    ["informal", /\b(?:informal|casual|chatty|conversational|relaxed|colloquial)\b/],
    ["formal", /\b(?:formal|businesslike|official)\b/],
    ["dry", /\bdry\b/],
    ["funny", /\b(?:funny|humorous|witty|playful|jokey)\b/],
    ["serious", /\b(?:serious|sober)\b/],
  ],
  distance: [
    ["kilometre", /\b(?:kilomet(?:re|er)s?|km)\b/],
    ["mile", /\bmiles?\b/],
  ],
  weight: [
    ["kilo", /\b(?:kilo(?:gram)?s?|kg|grams?)\b/],
    ["pound", /\b(?:lbs?|ounces?|cups)\b/],
  ],
  temperature: [
    ["celsius", /\bcelsius\b/],
    ["fahrenheit", /\bfahrenheit\b/],
  ],
  units: [
    ["metric", /\bmetric\b/],
    ["imperial", /\bimperial\b/],
  ],
  case: [
    ["sentence", /\bsentence case\b/],
    ["title", /\btitle case\b/],
    ["lower", /\blower ?case\b/],
    ["upper", /\b(?:upper ?case|all caps|block capitals)\b/],
  ],
  numerals: [
    ["digits", /\b(?:as|in|use|to) (?:digits|numerals)\b|^(?:write|use) .*\b(?:digits|numerals)\b/],
    [
      "words",
      /\bnumbers?(?: (?:under|below|up to|less than) \S+)? (?:out )?(?:as|in) words\b|^write (?:all |small )?numbers (?:as|in) words\b|\b(?:spell|write) out (?:small |low |all |the )*numbers\b/,
    ],
  ],
  marks: [
    ["straight", /\bstraight quot/],
    ["curly", /\b(?:curly|smart) quot/],
  ],
  quotes: [
    ["single", /\bsingle quot/],
    ["double", /\bdouble quot/],
  ],
  indentation: [
    ["tabs", /\btabs?\b/],
    ["spaces", /\b(?:two|four|2|4|eight|8)[ -]spaces?\b|\bwith spaces\b/],
  ],
  clock: [
    ["24", /\b(?:24|twenty-four)[ -]?h(?:ours?)?\b/],
    ["12", /\b(?:12|twelve)[ -]?h(?:ours?)?\b|\bam\/pm\b/],
  ],
  layout: [
    ["bullets", /\b(?:bullet(?: point)?s|bulleted lists?|a bullet list)\b(?!.*\d)/],
    ["prose", /\b(?:prose|full paragraphs|flowing text|running text|(?:one|a single) paragraph)\b/],
    [
      "lines",
      /\bsentences? (?:on|in) (?:(?:an?|its|their|the) )?(?:own|new|separate|next|different) lines?\b|\bline breaks? between (?:the |all )?sentences\b|\bone sentence (?:per|a) line\b|^(?:avoid|no|do not use|never use) (?:any )?line breaks?\b/,
    ],
  ],
  currency: [
    ["euros", /\b(?:euros?|eur)\b/],
    ["dollars", /\b(?:dollars?|usd)\b/],
    ["pounds", /\b(?:sterling|gbp|pounds)\b/],
  ],
  calling: [
    ["first name", /\bfirst[ -]names?\b/],
    ["surname", /\b(?:last names?|surnames?|family names?|mr|mrs|ms|honorifics?|titles? and (?:last|sur))\b/],
    ["full name", /\bfull names?\b/],
  ],
  zone: [
    ["utc", /\b(?:utc|gmt)\b/],
    ["local", /\blocal times?\b|\b(?:customer|user|reader|recipient)'?s'? (?:own )?time ?zone\b/],
    ["other", /\b(?:cet|est|pst|eastern|pacific|central) ?(?:time)?\b/],
  ],
  naming: [
    ["snake", /\bsnake[_ ]case\b/],
    ["camel", /\bcamel ?case\b/],
    ["pascal", /\bpascal ?case\b/],
    ["kebab", /\bkebab[- ]case\b/],
  ],
};

/** Kinds of whole outputs: "it" may mean any of them. */
export const WHOLE_OUTPUTS: ReadonlySet<string> = new Set(
  "it them post tweet reply message answer email e-mail response summary draft text article story newsletter output piece update content everything caption letter report blog note".split(
    " ",
  ),
);

/** Whom nearly every rule of an agent is about: what else is said tells its subject. */
export const ANYBODY: ReadonlySet<string> = new Set("customer user reader client human person".split(" "));

/** Words that carry nothing of what a rule is about. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those my your his her its our their it them i you we they and or but so of in on at
  by for with to from as into per
  do does not never always only also please use include add make keep put have be is are get every each all any
  some no more most much many
  ever again now then there here just very really too such so than up out when whenever while if at least about
  before after move come go own one's anyone anybody someone somebody people max maximum most format should must can may somewhere
  you may new particular sure whole altogether entirely completely whatsoever word phrase term avoid write say mention show state`.split(
    /\s+/,
  ),
);
