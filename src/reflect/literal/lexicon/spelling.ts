/** Words as they are typed in haste, and what they stand for. Only what has one reading. */

const pairs = (text: string): Map<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s*\n\s*/)
      .map((line) => line.split(" = ") as [string, string]),
  );

/** One token, in lower case, to the words it stands for. */
export const SHORTHAND: ReadonlyMap<string, string> = pairs(`
  pls = please
  plz = please
  plse = please
  plss = please
  pleas = please
  pleae = please
  plase = please
  kindly = please
  dont = do not
  don't = do not
  dnt = do not
  doesnt = does not
  doesn't = does not
  didnt = did not
  didn't = did not
  cant = cannot
  can't = cannot
  couldnt = could not
  couldn't = could not
  wont = will not
  won't = will not
  wouldnt = would not
  wouldn't = would not
  shouldnt = should not
  shouldn't = should not
  shoudl = should
  shld = should
  mustnt = must not
  mustn't = must not
  neednt = need not
  needn't = need not
  isnt = is not
  isn't = is not
  arent = are not
  aren't = are not
  wasnt = was not
  wasn't = was not
  havent = have not
  haven't = have not
  hasnt = has not
  hasn't = has not
  youre = you're
  thats = that's
  theres = there's
  im = I'm
  ive = I've
  idk = I do not know
  i = I
  i'd = I'd
  i'm = I'm
  i've = I've
  i'll = I'll
  u = you
  ur = your
  w/ = with
  w = with
  w/o = without
  bc = because
  cuz = because
  coz = because
  'cause = because
  thx = thanks
  thanx = thanks
  tks = thanks
  ty = thanks
  abt = about
  msg = message
  msgs = messages
  ppl = people
  alot = a lot
  teh = the
  hte = the
  adn = and
  nad = and
  wiht = with
  wth = with
  alwyas = always
  alway = always
  allways = always
  alwasy = always
  nver = never
  nevr = never
  nvr = never
  neever = never
  stpo = stop
  evry = every
  shoud = should
  thier = their
  wich = which
  w/out = without
  rn = now
  nxt = next
  tmrw = tomorrow
  gotta = have to
  wanna = want to
  gonna = going to
  hafta = have to
  lemme = let me
  cud = could
  cld = could
  wud = would
  wld = would
  shud = should
  n = and
  & = and
  thru = through
  till = until
  til = until
  tho = though
  keeep = keep
  kepp = keep
  stopp = stop
  avoide = avoid
  avod = avoid
  inclued = include
  inlcude = include
  incl. = including
  char = characters
  chars = characters
  undr = under
  udner = under
  frist = first
  emogi = emoji
  emogis = emojis
  cn = can
  emojies = emojis
  wrds = words
  vs. = versus
  approx. = approximately
`);

/** Fillers that say nothing of what is wanted; dropped wherever they stand. */
export const FILLERS: ReadonlySet<string> = new Set(
  "tbh imo imho ngl fyi btw lol lmao haha hahaha ugh umm um uh er erm hmm hm argh eh gah gosh jeez yikes ffs omg smh afaik pfft".split(
    " ",
  ),
);

/** Two words that are one. */
export const JOINED: ReadonlyMap<string, string> = new Map([
  ["double check", "double-check"],
  ["cross check", "cross-check"],
  ["hash tag", "hashtag"],
  ["hash tags", "hashtags"],
  ["bulletpoint", "bullet point"],
  ["bulletpoints", "bullet points"],
  ["head line", "headline"],
  ["head lines", "headlines"],
  ["news letter", "newsletter"],
  ["foot note", "footnote"],
]);

/** Words in capitals that stay so when a shouted sentence is set in lower case. */
export const CAPITALS: ReadonlySet<string> = new Set(
  `API ASCII CEO CTA CTAS CSS CSV CMS CV DM DNA DOI EU FAQ GDPR GIF GIFS HTML HTTP IPO ISBN ISO JSON MIT NASA
  NHS NLP PDF PDFS PhD PR RNA
  RT SEO SI SKU SMS SQL TL;DR TLDR TV UK UN URL URLS US USA USD EUR GBP UTC UTF XML YAML AI LLM I`.split(/\s+/),
);
