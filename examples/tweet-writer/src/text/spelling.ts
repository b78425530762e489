// British and American spelling. The word pairs are those of the american-english package, less the pairs that are
// wrong in running text (filter/philtre, draft/draught) or both usual in Britain (program, connection).
import pairs from "american-english";

export type Spelling = "british" | "american";

const leaveAlone = new Set(
  `connection connections filter filters check checks checkbook draft drafts drafty story stories tire tires
  disk disks program programs practice practiced practices practicing license licensed licenses licensing gage
  gaged gages gaging balk balked balking balks chimera chimeras cipher ciphers inflection inflections jail
  jailed jailing jails flier flyer gram grams kilogram kilograms milligram milligrams judgment medieval
  primeval misspelled siphon siphoned siphoning siphons wagon wagons yogurt yogurts tranquility install
  installs almanac almanacs ax bevy biased binging gluing pouf phony presidium presidiums prolog prologs sheik
  griffin griffins louver mold molt groin groins gasses busses bussing cancelation cancelations pummel
  pummeled filet filets fileted ton tons savory saber homeopath homeopathic homeopaths homeopathy gypsies
  dialed worshiped worshiping worshiper jewelry snowplow armory armories flutist omelet size sized sizes prize
  prized prizes seize seized capsize meter meters`.split(/\s+/),
);

const toBritish = new Map(Object.entries(pairs.uk_spelling).filter(usable).map(trimmed));
const toAmerican = new Map([...toBritish].map(([american, british]) => [british, american] as const));

function usable([american, british]: [string, string]): boolean {
  return !leaveAlone.has(american.trim()) && american.trim() !== "" && british.trim() !== "";
}

function trimmed([american, british]: [string, string]): [string, string] {
  return [american.trim(), british.trim()];
}

/** The text in one spelling; words in links, hashtags and with capitals inside stay as they are. */
export function spelled(text: string, spelling: Spelling): string {
  const table = spelling === "british" ? toBritish : toAmerican;
  return text.replace(/(?<![#@/.\p{L}])\p{L}[\p{Ll}]{2,}(?![/@\p{L}])/gu, (word) => {
    const other = table.get(word.toLowerCase());
    if (other === undefined) return word;
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });
}
