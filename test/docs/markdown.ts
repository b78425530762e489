/** Reads the documentation: which pages there are, their code blocks, links and headings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lexer, type Token, type Tokens, walkTokens } from "marked";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface CodeBlock {
  /** The first word behind the fence. */
  readonly language: string;
  /** The other words: `continued`, `no-run`, `output`. */
  readonly marks: readonly string[];
  readonly code: string;
  /** The line of the page that the fence stands on, from 1. */
  readonly line: number;
}

export interface Page {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  readonly links: readonly string[];
  /** What a link to a heading of this page may say behind `#`. */
  readonly anchors: ReadonlySet<string>;
}

/** README, CONTRIBUTING, CHANGELOG and everything under docs. */
export function readPages(): Page[] {
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"))
    .sort();
  return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...docs].map((path) =>
    readPage(path, readFileSync(join(root, path), "utf8")),
  );
}

/** @throws for a code block of ours inside a list or quotation, where its lines cannot be told */
export function readPage(path: string, text: string): Page {
  const tokens = lexer(text);
  const blocks = codeBlocks(tokens);
  const links: string[] = [];
  const anchors = new Set<string>();
  let code = 0;
  void walkTokens(tokens, (token) => {
    if (token.type === "code" && (token as Tokens.Code).lang) code += 1;
    if (token.type === "link" || token.type === "image") links.push((token as Tokens.Link).href);
    if (token.type === "heading") anchors.add(anchorOf((token as Tokens.Heading).text, anchors));
  });
  if (code !== blocks.length)
    throw new Error(`${path}: put code blocks at the top level, not into a list or quotation.`);
  return { path, text, blocks, links, anchors };
}

function codeBlocks(tokens: readonly Token[]): CodeBlock[] {
  let line = 1;
  return tokens.flatMap((token): CodeBlock[] => {
    const start = line + (/^\n*/.exec(token.raw)?.[0].length ?? 0);
    line += token.raw.split("\n").length - 1;
    if (token.type !== "code") return [];
    const { lang, text } = token as Tokens.Code;
    const [language, ...marks] = (lang ?? "").split(/\s+/);
    return language ? [{ language, marks, code: text, line: start }] : [];
  });
}

/** As GitHub does: lower case, without punctuation, hyphens for spaces, numbered when it comes again. */
function anchorOf(heading: string, taken: ReadonlySet<string>): string {
  const plain = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
  let anchor = plain;
  for (let again = 1; taken.has(anchor); again += 1) anchor = `${plain}-${again}`;
  return anchor;
}
