/** Looks a page over with axe-core, which the browser itself runs: the page's policy allows no foreign script. */
import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The serious and critical faults of the page as it is, one for each element; in the dark, of its colours. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(`if (!window.axe) { ${axe.source}; }`);
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const only = colorScheme === "dark" ? ["color-contrast"] : null;
    const found = (await page.evaluate(
      `axe.run(document, { resultTypes: ["violations"], preload: false, runOnly: ${JSON.stringify(only)} ?? undefined })
        .then(({ violations }) => violations)`,
    )) as readonly Violation[];
    for (const { id, impact, help, nodes } of found) {
      if (impact !== "serious" && impact !== "critical") continue;
      for (const node of nodes)
        faults.push(`${id} (${colorScheme}): ${help}: ${node.html} ${node.failureSummary ?? ""}`);
    }
  }
  return faults;
}
