/** Takes courtesy, hedging and connecting words off both ends of a clause, and keeps what they say of its reach. */
import { from } from "./fragments.js";

export interface Peeled {
  readonly text: string;
  readonly polite: boolean;
  /** "from now on" and the like stood at an end. */
  readonly standing: boolean;
}

const EVER =
  "(?:from today|(?:from (?:now|here|today|this (?:point|term|week|month|year|day|issue|" +
  "edition))(?: on(?:wards?)?| in| out| forward)+)|(?:moving|going) forwards?|" +
  "in (?:the )?future(?: posts| tweets| emails| replies| messages)?|" +
  "for (?:the )?future(?: reference| posts| tweets| ones)?|for (?:the )?next (?:time|ones?)|" +
  "(?:for )?next time(?: round| around)?(?: and (?:every|each) (?:time|one) after(?: that)?)?|in general|generally(?: speaking)?|" +
  "as a (?:general )?rule(?: of thumb)?|as standard|by default|for good|permanently|forever|" +
  "ever again|at all times|without exception|across the board|every(?: single)? time|each time|" +
  "for (?:all|every) (?:of them|one)|(?:for|in) everything(?: (?:you|we) \\p{L}+(?: for \\p{L}+(?: \\p{L}+)?)?)?|(?:for|in) all (?:your |our |the )?(?:future|coming|next) \\p{L}+|henceforth|(?:as of|starting) (?:today|now|this week|" +
  "tomorrow)|effective immediately|as always|for later|on principle)";
const HEDGE =
  "(?:if (?:at all )?possible|if (?:you|we) (?:can|could|would|do not mind|like|get a chance|" +
  "have time)|if (?:that's|that is|it's|it is) (?:ok|okay|possible|alright|" +
  "not too much(?: trouble)?)(?: with you)?|if it's not too much(?: to ask| trouble)?|" +
  "where(?:ver)? (?:possible|you can|appropriate|applicable)|when(?:ever)? (?:possible|you can)|" +
  "when you get a (?:chance|moment|minute)|i (?:do not know|know|guess|suppose|think|feel|believe|" +
  "reckon|say|mean|would say|imagine|beg you)|it (?:seems|feels like)|to be (?:honest|fair|clear|" +
  "frank)|in my (?:opinion|view|humble opinion)|all in all|overall|on the whole|on (?:reflection|second thoughts?)|" +
  "for what it's worth|personally(?: speaking)?|as (?:i|we)(?:'ve| have)? (?:said|mentioned|asked|" +
  "noted|discussed|agreed)(?: (?:before|already|earlier|last (?:time|week|month)|many times|" +
  "previously|a (?:hundred|thousand|million) times))*|like (?:i|we)(?:'ve)? said(?: before|" +
  " already)?|as before|as (?:ever|usual)|as (?:discussed|agreed|mentioned|" +
  "requested)(?: (?:yesterday|before|earlier|last (?:week|month|time)|today|in the meeting|already|" +
  "on the call))?|once (?:again|more)|yet again|one more time|at the end of the day)";
const INTRO =
  "(?:(?:one|another|a|my|the|just(?: a| one)?|only|small|quick|last|final|other|minor|tiny|little|" +
  "main|big|biggest|general|two|a couple of|a few|some|few|also|and|first|next|second|real|" +
  "personal|wee|slight|friendly|gentle)[ -])*(?:things?|notes?|points?|requests?|rules?|reminders?|" +
  "peeves?|niggles?|nits?|nitpicks?|feedback|comments?|suggestions?|remarks?|observations?|" +
  "complaints?|criticisms?|gripes?|quibbles?|asks?|tips?|preferences?|wish|issues?|problems?|" +
  "concerns?|favou?rs?|tweaks?|changes?|ps|p\\.s\\.?|nb|n\\.b\\.?|note to self|pro tip|thoughts?|" +
  "ideas?|question|one)(?: (?:for (?:the future|next time|you|later|me|all|everyone)|i(?:'d|" +
  " would)? (?:have|ask|make|change|like|suggest|say)|though|here|on (?:style|tone|length)|" +
  "from (?:me|my side|legal|the team)|of mine))*(?: (?:is|would be|are|was))?(?: that| to)?";

const LEADS: readonly (readonly [RegExp, "" | "polite" | "standing"])[] = [
  [
    from(
      "(?:hi|hello|hey|hiya|dear|morning|good morning|yo|guys|team|folks)(?: (?:all|team|there|" +
        "everyone|guys|folks|both|again))?,? ",
    ),
    "",
  ],
  [
    from(
      "(?:ok|okay|oh|ah|wow|well|right|so|and|but|also|plus|then|yes|yep|yeah|nope|sorry|look|listen|" +
        "honestly|actually|frankly|basically|still|again|anyway|however|though|seriously|dear god|" +
        "for god's sake|for the love of god|god|man|dude|mate|finally|lastly|secondly|firstly|first|" +
        "second|additionally|furthermore|moreover|otherwise|overall|simply|literally|really|cool|" +
        "hopefully|only|thanks|thank you|no)[,!-]+ ",
    ),
    "",
  ],
  [
    from(
      "(?:ok|okay|oh|ah|and|but|also|plus|then|yeah|so|sorry|honestly|actually|frankly|basically|" +
        "seriously|personally|obviously|again|otherwise|additionally|furthermore|moreover|hopefully|" +
        "thanks|thank you|well) (?=\\S)(?!much|many|far|long|is|are|for)",
    ),
    "",
  ],
  [
    from(
      "(?:as )?much as (?:i|we) [^,]{1,60}, |(?:while|although|though|even though|whilst) (?:i|we|it|" +
        "this|that|they|the)\\b[^,]{1,60}, ",
    ),
    "",
  ],
  [from("(?:p\\.?s\\.?|nb|n\\.b\\.|fyi|btw|reminder|note)[:,]? (?=\\S)"), ""],
  [from(`${EVER}(?: please)?(?:[,:]| -)? (?=\\S)`), "standing"],
  [from(`${HEDGE}(?: that)?[,:]? (?=\\S)`), ""],
  [
    from(
      "(?:maybe|perhaps|possibly|ideally|preferably|just|simply|kindly|definitely|absolutely|literally|" +
        "honestly|really)[,]? (?=\\S)(?!me\\b|the usual)",
    ),
    "",
  ],
  [
    from(
      "(?:for (?:the love of (?:god|all that is holy)|(?:god|heaven|goodness|christ|pete)'?s?'? sake)|" +
        "i beg you|i'm begging you|begging you)[,:!]? (?=\\S)",
    ),
    "",
  ],
  [from("(?:except|only|just) that (?=\\S)"), ""],
  [from("that (?=(?:every|each|all|no|we|you) )"), ""],
  [from("(?:please|kindly|pretty please|can you please|would you please)[,]? (?=\\S)"), "polite"],
  [from(`${INTRO}(?:[:,]| -) `), ""],
  [
    from(
      "(?:my |the |our )(?:only|one|main|biggest|other|single|sole) (?:\\w+ )?(?:complaint|note|" +
        "request|suggestion|criticism|gripe|issue|ask|quibble|nit|niggle|problem|thing|wish|concern|" +
        "preference|comment|feedback|change)(?: (?:is|would be|I have|I'd (?:change|ask|make|suggest|" +
        "have)|I would (?:change|ask)|for next time|here))*(?: that| to)?[,:]? (?=\\S)",
    ),
    "",
  ],
  [
    from(
      "(?:i|we) (?:would|'d|will|must|have to|need to|really)? ?(?:ask|request|suggest|recommend|" +
        "repeat|insist|remind you|stress|propose|advise)(?: again)?(?: that| to)? (?=you )",
    ),
    "",
  ],
  [
    from(
      "(?:please )?(?:note|remember|bear in mind|keep in mind|be aware|noting|" +
        "be advised)(?: that)?[:,]? (?=(?:please|never|always|no |do not|keep|use|we |our |the |tweets|" +
        "posts|headlines|it's|every|all))",
    ),
    "",
  ],
  [from("(?:i|we) (?:must |have to |really |do )?insist(?: that| on it that)? (?=\\S)(?!you|on|upon)"), ""],
  [
    from("(?:bring back|go back to|back to|return to|revert to) (?=the |us|british|american|bullet|short|\\p{L}+ing)"),
    "",
  ],
];

const TRAILS: readonly (readonly [RegExp, "" | "polite" | "standing"])[] = [
  [/[\s,;:.!\-(]+$/u, ""],
  [new RegExp(`,? (?:-|\\()? ?${EVER}$`, "iu"), "standing"],
  [/,? (?:pretty )?please(?: and thank you)?$/iu, "polite"],
  [
    /(?:,| -) (?:full stop|period|end of story|no exceptions?|no excuses|no ifs(?:,)? no buts|no matter what)$/iu,
    "standing",
  ],
  [
    new RegExp(
      "(?<!\\b(?:a|the|with|say|saying|big|of|your|our)),? (?:thanks(?: (?:so much|a lot|again|in advance|for (?:understanding|reading|listening)))?|" +
        "thank you(?: (?:so much|very much|in advance))?|cheers|ta|much appreciated|kthx|thnx)$",
      "iu",
    ),
    "polite",
  ],
  [
    new RegExp(
      "(?:,|\\?| -) (?:ok|okay|right|yeah|yes|alright|deal|got it|understood|capisce|no|man|team|" +
        "everyone|mate|guys|folks|buddy|dude)$",
      "iu",
    ),
    "",
  ],
  [
    new RegExp(
      "(?:,| (?:-|so))?(?<! now and| every| is| are) (?:after all|ok|okay|i beg you|for (?:heaven's|goodness'?|pete's|god's|christ's) sake|" +
        "for the love of (?:god|all that is holy)|though|too|as well|either|also|again|instead|then|" +
        "however|perhaps|maybe|really|honestly|seriously|thanks|actually|obviously|i think|i guess|" +
        "i'd say|i feel|in my opinion|would you|will you|could you|can you|if you would|in all honesty|" +
        "already|anymore|any more|any longer|from you|remember|you know|now)$",
      "iu",
    ),
    "",
  ],
  [new RegExp(`,? ${HEDGE}$`, "iu"), ""],
  [/, (?:just )?like (?:in )?(?:the rest|everything else|all the other|everyone else)(?: .{1,40})?$/iu, ""],
  [
    new RegExp(
      ",? (?:at all|altogether|entirely|completely|ever|whatsoever|under any circumstances|no matter what|no exceptions|in any way|" +
        "on any account|even once|not once|not even once|everywhere|always|at any point|literally ever|" +
        "of any kind|no ifs or buts|both|in any of (?:this|these|it|them|those|your \\p{L}+|our \\p{L}+|the \\p{L}+))$",
      "iu",
    ),
    "standing",
  ],
  [/(?: |^)(?:[:;]-?[)(DPp/]|<3|x+|xo+)$/u, ""],
  [/(?<=[\p{L}\p{N}\uE001%]) (?:[\u{1F44D}\u{1F600}-\u{1F64F}\u{1F923}\u{1F970}\u{2764}\u{1F44C}]\uFE0F?)+$/u, ""],
];

/** Peels a clause until nothing more comes off. */
export function peel(clause: string): Peeled {
  let text = clause.trim();
  let polite = false;
  let standing = false;
  for (let round = 0; round < 12; round++) {
    const before = text;
    for (const [pattern, says] of [...LEADS, ...TRAILS]) {
      const peeled = text.replace(pattern, "").trim();
      if (peeled === text || peeled === "") continue;
      text = peeled;
      if (says === "polite") polite = true;
      if (says === "standing") standing = true;
    }
    if (text === before) break;
  }
  text = text.replace(/,? please,? (?=not |never |instead |rather )/iu, ", ");
  return { text, polite: polite || /\bplease\b/i.test(clause), standing };
}
