/**
 * Words of feedback that the lexicon of `compromise` lacks, so that they are known for English and not taken for
 * typos.
 */
export const EXTRA_WORDS: ReadonlySet<string> = new Set(
  `salesy wordy punchy punchier chatty preachy cheesy corny cringe clunky choppy snappy snappier boring bland
  robotic stiff dull
  verbose terse curt blunt formal informal casual neutral friendly friendlier warmer colder drier shorter longer
  tighter looser
  simpler plainer clearer crisper lighter heavier stronger weaker bolder calmer kinder softer sharper slicker
  gentler briefer
  fewer less more british american uk us lowercase uppercase clickbait jargon hashtag emoji cta url lol typo typos
  layperson laypeople layman lingo gobbledygook buzzy spammy gimmicky pushy whiny smug snarky sassy witty quirky
  zany goofy
  online offline onwards upfront bold italics italic caps stat stats figures repo blog blogs newsletter
  newsletters inbox
  preprint preprints dataset datasets metadata chatbot bot linkedin twitter slack gmail reader readers audience
  subscribers
  followers customers clients patients students fluff fluffy waffly rambly generic vague bullshit crap damn hell
  en em thrice twice hooray yay woah whoa wow yep yup nah nope meh asap tldr eg ie etc vs paywall paywalled
  contract complaint emotion emotions emphasis ellipses massage massages summery suction asset assets peach
  carts chars loner comas tread threads crate tales inset tripe preset analog litters ballets flutter parsons
  personas persona delivery vices burbs capitol triplets handlers headlined priorities theories identity blame
  indirect implicit screenreader screenreaders`.split(/\s+/),
);
