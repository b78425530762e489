/** What a rule may conceal from the person who reads it: invisible characters, encoded text, active markup. */

export interface Concealed {
  readonly verdict: "hold" | "refuse";
  /** The end of a sentence that begins with the edit. */
  readonly what: string;
}

/**
 * Characters that show nothing: controls, bidirectional controls, fillers, tags, variation selectors in rows. Joiners
 * count only where no script or emoji needs them.
 */
const INVISIBLE =
  /(?![\t\n\r\u0600-\u0605\u06DD\u070F\u08E2\u200C\u200D])[\p{Cc}\p{Cf}]|[\u115F\u1160\u17B4\u17B5\u180B-\u180D\u3164\uFFA0]|\u034F|[\u{E0100}-\u{E01EF}]|[\uFE00-\uFE0F]{2}|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u0600-\u1CFF\uA800-\uABFF])[\u200C\u200D]/gu;
/** The flags of England, Scotland and the like are written with tags. */
const TAG_FLAG = /\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F}/gu;
const MARKS = /[\u200E\u200F\u061C]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF]/u;

/** The invisible characters of a text, in order. Direction marks belong to a text written from right to left. */
export function invisibleIn(text: string): string[] {
  const plain = text.replace(TAG_FLAG, "");
  const found = (RIGHT_TO_LEFT.test(plain) ? plain.replace(MARKS, "") : plain).match(INVISIBLE) ?? [];
  return found.map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
}

const ENCODINGS: readonly (readonly [RegExp, string])[] = [
  [/(?:%[0-9a-f]{2}){6}/i, "percent-encoded text"],
  [/(?:&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});){4}/i, "text written as HTML entities"],
  [
    /(?:\\x[0-9a-f]{2}){4}|(?:\\u\{?[0-9a-f]{4,6}\}?){4}|(?:0x[0-9a-f]{2}[ ,]{1,2}){6}/i,
    "text written as character codes",
  ],
  [/(?<![0-9a-f])[0-9a-f]{32}|(?<![0-9a-f])(?:[0-9a-f]{2} ){12}/i, "a long row of hexadecimal digits"],
  [/(?<![01])(?:[01]{8} ?){4}/, "text written in binary digits"],
  [/(?<![.-])(?:[.-]{1,5} \/? ?){8}/, "Morse code"],
];
const BASE64 = /[A-Za-z0-9+/_-]{28,}={0,2}/g;
/** Written words: nothing that looks like a path or a name with hyphens is an encoding. */
const SPELT = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)(?:[-_/](?:[A-Z]?[a-z]+|[A-Z]+|\d+))*$/;

/** The kind of encoding a text holds enough of to hide a message; null for none. */
export function encodingIn(text: string): string | null {
  const known = ENCODINGS.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  for (const [run] of text.matchAll(BASE64)) {
    const start = run.slice(0, 400);
    const mixed = [/[a-z]/, /[A-Z]/, /[0-9+=]/].filter((kind) => kind.test(start)).length;
    if (mixed >= 3 && !SPELT.test(start)) return "what looks like Base64";
  }
  return null;
}

const SCRIPT =
  /<script\b[^>]{0,200}[^>\s/]\s{0,9}>|<script>(?! ?(?:tag|element|block)s?\b)|<[a-z]{1,20}\s[^>]{0,300}\bon[a-z]{3,20}\s?=/i;
const SCRIPT_URL = /\b(?:javascript|vbscript):(?=[^\s"'`,.])/i;
const IMAGE = /!\[[^\]]{0,300}\](?:\(|\[)|<img\s[^>]{0,300}(?:src|srcset)\s?=/i;
const ACTIVE = /<(?:iframe|object|embed|form|link|meta|base|svg|video|audio|style|input)\s[^>]{0,300}=/i;
const DATA_URL = /\bdata:[a-z]{1,20}\/[a-z0-9.+-]{1,40}[;,]/i;

/**
 * Markup that does something when the answer is shown; null for none. `<script>` as a bare name only says what it is.
 */
export function markupIn(text: string, forbidden: boolean): Concealed | null {
  if (SCRIPT_URL.test(text)) return { verdict: "refuse", what: "has a URL that runs a script. Leave it out." };
  const script = SCRIPT.exec(text)?.[0];
  if (script && !(forbidden && script === "<script>")) {
    return { verdict: "refuse", what: "has a script in it. Leave it out." };
  }
  if (IMAGE.test(text)) {
    return { verdict: "hold", what: "has an image in it; images can carry data to whoever serves them." };
  }
  if (DATA_URL.test(text)) return { verdict: "hold", what: "has a data: URL in it, whose contents nobody can read." };
  if (ACTIVE.test(text)) return { verdict: "hold", what: "has HTML in it that loads or submits something." };
  return null;
}
