/** Whether a sentence is English. Short feedback defeats detectors, so what is known to be English decides first. */
import { isKnown } from "./english.js";
import type { Sentence } from "./sentences.js";

/** Words of other languages that no English feedback has, and that English lexicons do not know. */
const FOREIGN = new Set(
  `el la los las una del por para favor pero muy más mas gracias sin con siempre nunca hola menos usar usa texto
  corto título enlace
  le les des du et est sont une pas très merci beaucoup trop pour avec sans mais plus c'est s'il vous plaît
  plait toujours jamais bonjour texte court titre lien
  der die das und ist nicht bitte kein keine keinen mit ohne sehr danke immer nie aber auch zu zum zur ein eine
  einen kürzer mehr weniger wie bitteschön schön schöne
  il gli che non per più piu grazie sempre mai troppo senza sono molto testo breve ciao prego favore
  o os as um uma não nao obrigado obrigada sempre sem muito mais você voce texto curto com isso
  het een niet graag geen met zonder altijd nooit dank bedankt heel veel kort korter
  och är inte tack alltid aldrig utan mycket för att ett kort ikke og er tak altid aldrig uden meget være alltid
  takk uten
  nie jest dziękuję proszę bardzo bez zawsze nigdy tekst lütfen teşekkürler çok ve bir daha kısa yok olsun ei ja
  on kiitos aina ilman
  prosím děkuji vždy nikdy bez velmi köszönöm kérem nem mindig soha și este nu vă rog mulțumesc foarte tolong
  terima kasih jangan selalu tidak yang dan untuk`.split(/\s+/),
);
/** Those of them that are English words or names as well. */
const BOTH = new Set(
  "die as o on mais mas mai per con pass plus est no do me or as an a in is was man wie des sin el la los las corto court breve le on er and kort dank com du ve bir".split(
    " ",
  ),
);

/** False only for what is surely another language, or mostly unknown words with its marks. */
export function isEnglish(sentence: Sentence): boolean {
  const letters = [...sentence.text.replace(/[\uE000-\uF8FF\d]/gu, "")].filter((character) => /\p{L}/u.test(character));
  if (letters.length === 0) return true;
  const latin = letters.filter((character) => /\p{Script=Latin}/u.test(character)).length;
  if (latin < letters.length * 0.5) return false;
  const words = sentence.tokens
    .filter((token) => token.kind === "word" && !/^[@#]/.test(token.text))
    .map((token) => token.text.toLowerCase());
  if (words.length === 0) return true;
  const known = words.filter((word) => isKnown(word) && !(FOREIGN.has(word) && !BOTH.has(word))).length;
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  const accented = words.filter((word) => /[^\p{ASCII}'’–-]/u.test(word) && !ACCENTED_ENGLISH.has(word)).length;
  const surely = words.filter((word) => FOREIGN.has(word) && !BOTH.has(word)).length;
  const unknown = words.length - known;
  if (surely + accented === 0) return !(words.length >= 4 && unknown >= words.length * 0.7);
  return known - foreign > (surely + accented) * 1.5 && unknown < words.length * 0.5;
}

const ACCENTED_ENGLISH = new Set(
  "café cliché clichés naïve résumé résumés fiancé fiancée touché blasé passé décor façade jalapeño piñata déjà exposé entrée crème brûlée sauté émigré über protégé risqué soirée señor".split(
    " ",
  ),
);
