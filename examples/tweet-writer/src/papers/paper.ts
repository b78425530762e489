// A paper as the tweet writer sees it: what a JSON line holds, checked and with its gaps filled.
import { z } from "zod";

/** Only the title is needed; everything else makes for a better tweet. */
export const paperSchema = z.object({
  id: z.string().default(""),
  title: z.string().trim().min(1, "a paper needs a title"),
  abstract: z.string().default(""),
  authors: z.array(z.string().trim().min(1)).default([]),
  categories: z.array(z.string()).default([]),
  year: z.number().int().min(1000).max(3000).optional(),
  url: z.url().optional(),
});

export interface Paper {
  /** arXiv id or DOI; empty when unknown. */
  readonly id: string;
  readonly title: string;
  /** Plain text or LaTeX; may be empty. */
  readonly abstract: string;
  readonly authors: readonly string[];
  /** arXiv categories such as `cs.CL`; `medicine` and other plain words are understood too. */
  readonly categories: readonly string[];
  readonly year?: number | undefined;
  readonly url?: string | undefined;
}

const arxivId = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/;
const doi = /^10\.\d{4,9}\/\S+$/;

/** The paper's address: its own, or one made from an arXiv id or a DOI; `undefined` when neither is known. */
export function linkOf(paper: Paper): string | undefined {
  if (paper.url !== undefined) return paper.url;
  if (arxivId.test(paper.id)) return `https://arxiv.org/abs/${paper.id}`;
  if (doi.test(paper.id)) return `https://doi.org/${paper.id}`;
  return undefined;
}
