/**
 * What a rule may ask for that no rule should without a person's word: to ignore, reveal, send, hide, or wait for a
 * cue.
 */
import { isForbidden } from "./clause.js";

interface Request {
  readonly pattern: RegExp;
  /** The end of a sentence that begins with the edit. */
  readonly what: string;
  /** The words ask for it even under a negation, which is part of them. */
  readonly negative?: true;
}

const GAP = (most: number, without: string): string => `(?:,? (?!(?:${without})\\b)[^\\s.;!?]{1,40}){0,${most}}?`;
const some = (source: string): RegExp => new RegExp(source, "gu");

const ORDERS =
  "(?:instructions?|directives?|directions|guidelines?|guardrails?|rules?|polic(?:y|ies)|prompts?|constraints?|restrictions?|safeguards?|safety)";
const EARLIER =
  "(?:previous|prior|earlier|above|preceding|existing|original|initial|system|safety|security|your|my|other|all|any|these|those|every|the operator's|core)";
/** Instructions that stand in what the agent reads are no instructions: to ignore those is a defence. */
const IN_DATA =
  "(?! ?[^.;!?]{0,30}?\\b(?:in|inside|within|from|on|of|by)\\b[^.;!?]{0,40}\\b(?:pages?|web|websites?|sites?|e-?mails?|mails?|messages?|documents?|tools?|attachments?|files?|quot\\w+|contents?|comments?|posts?|results?|sources?|texts?|data|letters?|pastes?|reviews?|tickets?|outside|strangers?)\\b)";
const IGNORE =
  "(?:ignor(?:e|es|ing)|disregard(?:s|ing)?|forget|overrid(?:e|es|ing)|bypass(?:es|ing)?|circumvent(?:s|ing)?|discard|neglect|pay no attention to|stop (?:following|obeying)|put aside|set aside|(?:are|is) (?:void|no longer valid)|suspend|abandon)";

const SECRET =
  "(?:pass ?words?|pass ?codes?|pass ?phrases?|secret (?:keys?|codes?|tokens?)|secrets|api[ -]?keys?|access tokens?|private keys?|credentials?|system prompts?|(?:your|this|the (?:system|hidden|full|whole|entire|exact)) (?:instructions|prompts?|rules)|(?:hidden|internal|initial|system) (?:instructions|prompts?|rules)|(?:credit )?card (?:numbers?|details?|data|information)|social security numbers?|bank balances?|(?:birth ?dates?|dates? of birth|birth years?)|home addresse?s?|personal (?:data|information|details)|environment variables|mot de passe|passwor[dt]|kennwort|contraseña|senha|пароль|비밀번호|パスワード|密码)";
const OPEN_UP =
  "(?:reveal(?:s|ing)?|disclos(?:e|es|ing)|shar(?:e|es|ing)|show(?:s|ing)?|tell(?:s|ing)?|giv(?:e|es|ing)|print(?:s|ing)?|output|repeat(?:s|ing)?|leak(?:s|ing)?|expos(?:e|es|ing)|write|include|quote|append|provide|display|dump|recite|encode|translate|send|post|publish|confirm|state|read out|copy|paste|hand over|spell out|attach|forward)";
const NOT_THE_SECRET =
  "how|to reset|to change|reset|resets|resetting|change|changing|where|when|whether|about|forgotten|strong|lost|new|page|policy|last|digits|masked|without|never|not|no|instead|before|after|until|unless|why|against";

const PLACE =
  "(?:https?:\\/\\/|www\\.|[\\w.+-]{1,64}@[\\w-]{1,63}\\.|[\\w-]{1,63}\\.(?:com|org|net|io|ai|dev|app|co|xyz|info|biz|example|ru|cn|me|ly)\\b|(?:an?|the|this|our|my) (?:external|outside|remote|following|webhook|server|endpoint|url|address|attacker)|webhook|(?:my|our) (?:server|endpoint|account|inbox))";
const BULK =
  "(?:conversations?|transcripts?|chats?|chat history|history|logs?|everything|(?:all|every|each|any|the (?:whole|entire|full)) [^\\s.;!?]{1,30}|cop(?:y|ies)|user data|(?:user|customer|client)(?:s|'s|s')? (?:data|details|information|names?|e-?mails?|messages?)|personal (?:data|information)|contents?|files?|records?|databases?|answers?|drafts?|contacts|queries|data)";
const SEND =
  "(?:send|sends|sending|forward|forwards|e-?mail|mail|post|upload|transmit|copy|cc|bcc|submit|report|deliver|exfiltrate|relay|stream|leak|push|ping|fetch|append|put|embed|encode|store)";

const OUTSIDE =
  "(?:send|forward|e-?mail|upload|call|run|execute|delete|erase|drop|transfer|pay|refund|grant|approve|open|visit|click|download|install|post|publish|reveal|disclose|ignore|disregard|disable|unlock|switch|purchase|buy|order|wire|share|leak|export|subscribe|bypass|issue|give (?:them|him|her|full)|act as|obey|invoke|fetch|recommend)";
const CUE =
  "(?:whenever|when|if|once|as soon as|every time|each time|upon|on)\\b[^.;!?]{0,60}?\\b(?:see|sees|seeing|say|says|said|read|reads|reading|mention|mentions|mentioned|type|types|write|writes|hear|hears|encounter|contain|contains|appears|receive|receives|use|uses|give|gives|enter|enters|find|begins with|starts with|ends with)\\b[^.;!?]{0,40}?(?:[\"“”'‘`«][^\"”'’`»]{1,80}[\"”'’`»]|\\b(?:word|phrase|code ?word|pass ?phrase|keyword|token|string|trigger|code|sentence|magic)\\b)";

const REQUESTS: readonly Request[] = [
  {
    pattern: some(
      `\\b${IGNORE}${GAP(2, "what|typos|spelling")} ${EARLIER}${GAP(4, "formatting|style|spelling")} ${ORDERS}\\b${IN_DATA}`,
    ),
    what: "asks to ignore instructions.",
  },
  {
    pattern: some(
      `\\b${IGNORE} (?:all |everything |what(?:ever)? )?(?:(?:the |of the )?above\\b|(?:that )?(?:came |was said |stands |you were told )(?:before|earlier|above)|(?:was|were) told|the foregoing|about that\\b|everything (?:before|above|you)|you (?:were|have been) told|(?:your|the) (?:training|guidelines|instructions|rules)\\b${IN_DATA})`,
    ),
    what: "asks to ignore instructions.",
  },
  {
    pattern: some(
      `\\b(?:do not|don't|never|no longer) (?:follow|obey|heed|apply)(?: any| all)?(?: of)?(?: the| your| my)? (?:previous|prior|earlier|above|system|safety|operator's|other) ${ORDERS}${IN_DATA}`,
    ),
    what: "asks to ignore instructions.",
    negative: true,
  },
  {
    pattern:
      /(?:ignor\w{1,5} (?:as|las|les|le|die|alle|toutes|todas)(?: \S{1,20}){0,3} (?:instru\S{3,12}|anweisung\S{0,3}|consignes|regeln|regras|reglas)|지시(?:사항)?을? ?무시|指示を無視|忽略.{0,10}(?:指令|指示)|игнорир\S{1,6} .{0,30}инструкци|αγνο\S{2,6} .{0,30}οδηγ)/gu,
    what: "asks to ignore instructions.",
  },
  {
    pattern:
      /\byou are now\b|\bdo anything now\b|\bjailbr(?:eak|oken)|\b(?:developer|god|debug|system|admin|dan|unrestricted|maintenance) mode\b|\bsystem (?:override|reset)\b|\b(?:without|no|free of|free from) (?:any |all )?(?:restrictions|filters|filtering|guardrails|safeguards|limitations)\b|<\/?system\b|\[inst\]|<\|[a-z_]{2,20}\|>|\b(?:i am|i'm|as) (?:your|an?|the)? ?(?:developer|maintainer|administrator|god|creator|police officer)\b/gu,
    what: "changes who the agent takes itself for, or speaks as its operator.",
  },
  {
    pattern: some(
      `\\b${OPEN_UP}${GAP(7, NOT_THE_SECRET)} ${SECRET}(?![\\p{L}\\p{N}]| (?:page|reset|rules?|polic|field|form|manager))`,
    ),
    what: "asks to give away secrets, personal data or the instructions.",
  },
  {
    pattern: some(
      `(?:\\bwhat(?:'s| is| are| was| were| would|ever)\\b${GAP(6, "a|an")} ${SECRET}|\\b(?:where (?:do|does)|in which city)\\b[^.;!?]{0,40} live|(?:quel est|was ist|cuál es|qual é)[^.;!?]{0,20} ${SECRET}|(?:poem|haiku|story|song) about the ${SECRET}|(?:비밀번호|パスワード|密码|passwort geben)|\\b(?:give|tell|share with) (?:me|us|him|them) [^.;!?]{0,60}(?:pass ?word|e-?mail address|birth date|home address|favorite color|city of residence))`,
    ),
    what: "asks to give away secrets, personal data or the instructions.",
  },
  {
    pattern: some(
      `\\b(?:reveal|disclose|share|give|tell|leak|publish|post|expose|report|encode|translate)${GAP(5, NOT_THE_SECRET)} (?:users?|customers?|clients?|persons?|patients?|reader)(?:'s|s'|') [^.;!?]{0,20}?(?:e-?mail address|home address|phone numbers?|names? and|address(?:es)? and|initials|birth year|location|private|passport)`,
    ),
    what: "asks to give away secrets, personal data or the instructions.",
  },
  {
    pattern: some(
      `\\b${SEND}${GAP(5, "never|not|link|links")} ${BULK}[^.;!?]{0,80}? (?:to|at|via|into|through|with|in) [^.;!?]{0,20}?${PLACE}`,
    ),
    what: "asks to send what the agent sees to somewhere else.",
  },
  {
    pattern: some(
      `\\b(?:exfiltrat\\w{1,4}|phone home|b?cc ${PLACE}|(?:append|add|put|embed|include|encode)[^.;!?]{0,60} (?:as|in|into|to) (?:an? |the )?(?:url|query|link|image)(?: url| string| parameters?)?\\b[^.;!?]{0,40}${PLACE})`,
    ),
    what: "asks to send what the agent sees to somewhere else.",
  },
  {
    pattern: some(
      `\\b(?:send|forward|transmit|upload|submit|leak|copy|relay) (?:me |us )?(?:all|every|each|the (?:whole|entire|full)|any) (?:of )?(?:the |their |our |your )?(?:conversations?|transcripts?|chats?|user data|customer data|data|messages?|files?|records?|credentials|secrets|history|logs?)\\b`,
    ),
    what: "asks to send what the agent sees to somewhere else.",
  },
  {
    pattern:
      /\b(?:do not|don't|never|must not|without|avoid) (?:ever )?(?:tell|telling|inform|informing|notify|notifying|let|letting|alert|alerting|warn|warning)\b[^.;!?]{0,30}?\b(?:anyone|anybody|users?|people|readers?|them|him|her|operators?|reviewers?|developers?|owners?|admin\w{0,10}|customers?|humans?)\b(?:[^.;!?]{0,20}?\b(?:about|of)\b)? ?(?:this|that you|what you|know|notice|see this|of this|it\b|doing so|these)|\b(?:do not|don't|never) (?:mention|reveal|disclose|show|admit|log|record|report|acknowledge) (?:to [^.;!?]{1,20} )?(?:this (?:rule|instruction|change|line|message|note|to)|that (?:you (?:do|did|were|have)|this|it)|it to|doing)/gu,
    what: "asks to hide from people what the agent does.",
    negative: true,
  },
  {
    pattern:
      /\b(?:secretly|covertly|stealthily|surreptitiously)\b|\bkeep (?:this|it|that)(?: [^\s.;!?]{1,20}){0,3} (?:secret|hidden|between us|from (?:the |your )?(?:users?|people|operators?|reviewers?|anyone|everyone))\b|\b(?:hide|conceal) (?:this|it|that|the fact|what you|your (?:actions?|steps|tracks))|\b(?:hide|conceal)\b[^.;!?]{0,60} from (?:the |your |any )?(?:operators?|reviewers?|admin\w{0,10}|developers?|moderators?|owners?|users?|people|humans?|anyone|everyone|everybody|auditors?|readers?)\b|\bbehind (?:the|their|your) (?:\S{1,20} )?backs?\b|\b(?:in white|invisible|white-on-white) text\b|\bso (?:that )?(?:nobody|no one|no-one|the user (?:does not|doesn't|won't))[^.;!?]{0,20} (?:notice|see|know)|\bwithout (?:the )?(?:\S{1,20} )?(?:knowing|noticing|knowledge|their consent)\b/gu,
    what: "asks to hide from people what the agent does.",
  },
  {
    pattern: some(`\\b${CUE}[^;!?]{0,120}?\\b${OUTSIDE}\\b`),
    what: "waits for a cue and then does more than answer.",
  },
  {
    pattern: some(`\\b${OUTSIDE}\\b[^.;!?]{0,60}\\b${CUE}`),
    what: "waits for a cue and then does more than answer.",
  },
];

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[‘’]/g, "'")
    .replace(/[ \t\r\n]+/g, " ")
    .toLowerCase();

/** What a rule asks for, each once. Words under a negation, or quoted as what not to do, ask for nothing. */
export function requestsIn(text: string): string[] {
  const small = plain(text);
  const found = new Set<string>();
  for (const { pattern, what, negative } of REQUESTS) {
    if (found.has(what)) continue;
    for (const match of small.matchAll(pattern)) {
      if (forbidden(small, match, negative ?? false)) continue;
      found.add(what);
      break;
    }
  }
  return [...found];
}

/** A request that is itself a negation is only forbidden where it is quoted. */
function forbidden(text: string, match: RegExpExecArray, negative: boolean): boolean {
  return isForbidden(text, match.index) && !(negative && !/["“„«]/.test(text.slice(0, match.index)));
}
