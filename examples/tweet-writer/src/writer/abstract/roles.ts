// What a sentence of an abstract does: tells a result, a method, or the problem. Cue words with weights, nothing more.
import { anyCase } from "../../text/pattern.js";
export type Role = "result" | "method" | "problem" | "other";

type Cue = readonly [weight: number, pattern: RegExp];

const tells =
  "show|prove|find|found|demonstrat|observ|discover|report|conclud|establish|confirm|reveal|detect|deriv|measure|" +
  "determin|" +
  "obtain|identif|indicat|suggest|highlight|predict";

const evidence =
  "results?|experiments?|findings?|analys[ei]s|evaluations?|stud(?:y|ies)|data|measurements?|tests?|work|paper|" +
  "runs|theory";

const resultCues: readonly Cue[] = [
  [
    3,
    anyCase`
      \b(?:outperform|surpass|exceed|attain|overtak)\w*|(?<!\bto )\bachiev(?:es?|ed|ing)\b|\breach(?:es|ed)\b|
      \bbeats?\b`,
  ],
  [
    3,
    anyCase`
      \bstate[- ]of[- ]the[- ]art (?:performance|results?|accuracy|scores?)|\bspeed-?ups?\b|\b(?:faster|
      more accurate|better|higher|lower|fewer|less \w+) than\b`,
  ],
  [2, new RegExp(`\\b(?:we|i|authors) (?:\\w+ly |also |further |then |thus |have )*(?:${tells})`, "i")],
  [2, new RegExp(`\\b(?:${evidence}) (?:\\w+ly |also |further |then )*(?:${tells})`, "i")],
  [
    2,
    anyCase`
      \b(?:improv(?:es?|ed|ing|ement)|reduc(?:es|ed|ing|tion)|increas(?:es|ed)|decreas(?:es|ed)|boosts?|
      cuts? (?!an )|lowers?|doubles|doubled|lifts?|match(?:es)?|saves?|sets a new|gains? (?:of|in))\b`,
  ],
  [
    1.5,
    anyCase`
      \b(?:proves?|predicts|recorded|observes|measures|settles|detects|prefer|scores?|classif(?:y|ies)|suffer|
      degrades?|complete|remarkable|surprising\w*|significan(?:t|ce|tly)|counter-?intuitive)\b`,
  ],
  [
    1.5,
    anyCase`
      \d\s?(?:%|×|x\b|-fold\b)|\d\s(?:percent|per cent|times|points?|sigma|σ)\b|\b(?:factor of|up to|less than|
      more than|at least) \d`,
  ],
  [1, /\b(?:thousand|million|billion|trillion)s?\b|\baccuracy\b|\bno longer\b/i],
  [
    1,
    anyCase`
      \bfor the first time\b|\bthe first (?:\w+ )?(?:time|evidence|observation|direct|result|demonstration|
      dataset)\b|\bno (?:strong|clear|constant)\b|\bsuccessfully\b|\bNP-(?:hard|complete)\b|\btractable\b`,
  ],
  [
    1.5,
    anyCase`
      \b(?:is|are|was|were|been) (?:\w+ly |also )*(?:found|shown|observed|proved|proven|demonstrated|detected|
      predicted|eliminated|reproduced|confirmed)\b`,
  ],
  [0.5, /(?<![\p{L}\p{N}-])\d+(?:\.\d+)?(?![\p{L}\p{N}-])/u],
];

const methodCues: readonly Cue[] = [
  [
    3,
    anyCase`
      \b(?:we|i|authors) (?:\w+ly |also |first |further |then |thus |therefore |have )*(?:propose|introduce|
      present|describe|develop|design|build|built|devise|formulate|generali[sz]e|explore|study|investigate|
      analy[sz]e|consider|apply|use|employ|train|evaluate|compare|collect|create|release|contribute|focus|
      implement|examine|validate|perform|discuss|give|test|address|extend|leverage|adopt|rely)`,
  ],
  [
    3,
    anyCase`
      \b(?:this|the) (?:present |current )?(?:paper|work|study|article|thesis|report|survey|review) (?:\w+ly |
      also )*(?:present|propos|introduc|investigat|stud|describ|develop|explor|deal|focus|evaluat|examin|
      discuss|provid|aim|offer)`,
  ],
  [
    2.5,
    anyCase`
      \b(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:proposed|presented|introduced|developed|described|
      studied|investigated|analy[sz]ed|considered|used|applied|adopted|validated|tested|demonstrated on)\b`,
  ],
  [
    1,
    anyCase`
      \b(?:consists? of|is based on|are based on|leverag\w+|relies on|integrat\w+|combin(?:es?|ing)|framework|
      architecture|algorithm|encoder|pre-trained|learns|freezes)\b`,
  ],
];

const problemCues: readonly Cue[] = [
  [
    2.5,
    anyCase`
      ^(?:however|yet|unfortunately|nevertheless|despite|although|while|but|in recent years|recently|recent|
      today|modern|traditional|existing|current|since|because)\b`,
  ],
  [
    2,
    anyCase`
      \b(?:remains?|challeng\w+|lack(?:s|ing)?|struggl\w+|suffer from|scarce|difficult\w*|bottleneck|costly|
      expensive|limited (?:by|to|due)|limitations?|overlook\w*|concerns?|prevented|unresolved|unclear|unknown|
      insufficient|raising|fall short|less explored|limiting|nobody|no one|usually fails)\b`,
  ],
  [
    1.5,
    anyCase`
      \b(?:is|are|was|has been|have been|have become|has become|becomes|plays?) (?:\w+ly |also |a |an |
      the )*(?:essential|crucial|critical|important|fundamental|key|vital|long-standing|de-facto|powerful|
      emerging|indispensable|central|popular|common\w*|major|chronic|expected|widely|mostly|increasing\w*)\b`,
  ],
  [
    1,
    anyCase`
      \b(?:often|usually|typically|generally|traditionally|increasingly|previous(?:ly)?|prior|for (?:years|
      decades)|still|used to)\b`,
  ],
  [
    1,
    anyCase`
      \b(?:existing|current|most|conventional|popular|earlier) (?:\w+ ){0,3}(?:methods?|approaches|models|
      systems|works?|benchmarks|techniques|tools|schemes)\b`,
  ],
];

const aside = anyCase`
    \b(?:code|data(?:set)?|models?|software|implementation) (?:\w+ ){0,4}(?:available|released|found at)\b|
    https?:|\bcan be found at\b|\bupon publication\b|\bdocker\b`;
const vague = anyCase`
    \b(?:we (?:hope|anticipate|believe|expect)|our (?:goal|aim|objective|interest) is|the (?:aim|objective|goal|
    focus|main goal) of|we aim|will be considered|could serve as|(?:these|the|our|above) results (?:can|could|
    will|may|help|promote)|paves? the way|lays? the (?:foundation|groundwork)|holds? (?:great )?promise|
    future (?:work|research|directions?)|valuable insights?|some interesting|this (?:paper|thesis|
    article) discusses|of importance|demonstrates? the (?:potential|importance|feasibility|efficacy|
    effectiveness)|can be (?:further )?(?:improved|extended)|wake-up call)\b`;

function weigh(cues: readonly Cue[], sentence: string): number {
  return cues.reduce((sum, [weight, pattern]) => (pattern.test(sentence) ? sum + weight : sum), 0);
}

/** How strongly a sentence tells a result, 0 and up; plans, hopes and download notes tell none. */
export function resultStrength(sentence: string): number {
  if (aside.test(sentence)) return 0;
  return Math.max(0, weigh(resultCues, sentence) - (vague.test(sentence) ? 3 : 0));
}

/** The role with the most cues; a tie goes to the result, then to the method. */
export function roleOf(sentence: string): Role {
  if (isAside(sentence)) return "other";
  const strengths: readonly (readonly [Role, number])[] = [
    ["result", resultStrength(sentence)],
    ["method", weigh(methodCues, sentence)],
    ["problem", weigh(problemCues, sentence)],
  ];
  const [role, strength] = strengths.reduce((best, next) => (next[1] > best[1] ? next : best));
  return strength >= 1 ? role : "other";
}

/** Whether the sentence only says where code or data are. */
export function isAside(sentence: string): boolean {
  return aside.test(sentence);
}

/** Whether the sentence promises or hopes rather than tells. */
export function isVague(sentence: string): boolean {
  return vague.test(sentence);
}
