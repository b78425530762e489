/**
 * `secrets`: refuses rules that hold credentials, and holds those with personal data that the text did not have
 * before. Rules are shown, stored for ever and sent with every call, so neither belongs there. What was found is
 * never repeated in full.
 */
import type { Screen } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";

interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly verdict: "hold" | "refuse";
  /** Which group is the secret itself; default: the whole. */
  readonly group?: number;
  readonly isReal?: (text: string) => boolean;
}

/** Token shapes as their makers document them. */
const TOKENS =
  /\b(?:sk-[\w-]{16,200}|sk_(?:live|test)_\w{10,200}|rk_live_\w{10,200}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeoprs]-[\w-]{10,200}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,45}|ya29\.[\w-]{20,300}|npm_\w{30,64}|hf_\w{25,64}|dop_v1_\w{40,80}|SG\.[\w-]{16,64}\.[\w-]{16,64}|shpat_\w{20,64}|pypi-[\w-]{30,300})/g;

/** Words that stand where a password would, but are none. */
const NO_PASSWORD =
  /^(?:[{<[$%*•x_.…-].*|.*(?:[Pp]assword|[Pp]asswort|[Ss]ecret|[Tt]oken|[Yy]our|[Ee]xample|[Pp]laceholder).*|\p{Ll}+(?:['’-]\p{Ll}+)*)$/u;

const KINDS: readonly Kind[] = [
  { name: "an access token", pattern: TOKENS, verdict: "refuse" },
  { name: "a private key", pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/g, verdict: "refuse" },
  {
    name: "a signed token (JWT)",
    pattern: /\beyJ[\w-]{8,4000}\.eyJ[\w-]{4,4000}\.[\w-]{8,1000}/g,
    verdict: "refuse",
  },
  {
    name: "a password in a connection string",
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,100}:([^\s@/]{1,200})@/gi,
    verdict: "refuse",
    group: 1,
    isReal: (text) => !/^[{<[$*•%]/.test(text),
  },
  {
    name: "a password",
    pattern:
      /(?<![\p{L}])(?:password|passwort|passcode|passphrase|pwd|pin|api[ _-]?key|secret(?: key)?|access[ _-]?token|client[ _-]?secret|bearer)["'`”]?\s{0,3}(?:is|are|=|:|ist)\s{0,3}["'`“]?([^\s"'`”,;]{4,200})/giu,
    verdict: "refuse",
    group: 1,
    isReal: (text) => !NO_PASSWORD.test(text.replace(/[.!?)]+$/, "")),
  },
  {
    name: "what may be a password",
    pattern:
      /(?<![\p{L}])(?:password|passwort|passcode|passphrase) {0,3}(?:is|=|:|ist) {0,3}["'`“]([^\s"'`”]{4,100})["'`”]/giu,
    verdict: "hold",
    group: 1,
    isReal: (text) => /^\p{Ll}+$/u.test(text),
  },
  {
    name: "an e-mail address",
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b/gi,
    verdict: "hold",
  },
  {
    name: "the number of a payment card",
    pattern: /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g,
    verdict: "hold",
    isReal: isCard,
  },
  {
    name: "the number of a bank account (IBAN)",
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}\b/g,
    verdict: "hold",
    isReal: isIban,
  },
  {
    name: "a phone number",
    pattern:
      /(?<![\w+/.-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){5,12}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-])/g,
    verdict: "hold",
  },
];

export const secretsScreen: Screen = {
  name: "secrets",
  check({ before, edits, hand }) {
    return edits.flatMap((edit, index): ScreenResult[] => {
      if (edit.kind === "remove") return [];
      return KINDS.flatMap(({ name, pattern, verdict, group = 0, isReal }): ScreenResult[] => {
        if (verdict === "hold" && hand !== null) return [];
        for (const match of edit.text.matchAll(pattern)) {
          const found = match[group] ?? match[0];
          if (isReal && !isReal(found)) continue;
          if (before.text.includes(found)) continue;
          const advice =
            verdict === "refuse"
              ? "Take it out, and change it where it is in use."
              : "A person must say that it may stand there.";
          const message = `Edit ${index + 1} has ${name} in it (${shown(found)}). ${advice}`;
          return [{ screen: "secrets", verdict, message, edit: index }];
        }
        return [];
      });
    });
  },
};

/** The first four characters of a long secret, fewer of a short one. */
const shown = (secret: string): string => `${secret.slice(0, Math.min(4, Math.floor(secret.length / 4)))}…`;

/** The Luhn checksum (ISO/IEC 7812-1), and a first digit that cards have. */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map(Number).reverse();
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(text)) return false;
  const sum = digits.reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The checksum of ISO 13616: modulo 97 must be 1. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(" ", "");
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of parseInt(sign, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
