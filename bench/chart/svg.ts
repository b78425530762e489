/** Charts of Observable Plot as SVG files, made without a browser. Legible on light and on dark pages. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** What an SVG file says of itself. */
export interface ChartText {
  readonly title: string;
  /** What the chart shows, for those who cannot see it. */
  readonly summary: string;
}

const STYLE =
  "svg{color:#1f2937;background:#fff;font:13px system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}" +
  "@media (prefers-color-scheme:dark){svg{color:#e6e9ee;background:#14181f}}";

/** A whole SVG document: needs no other file and no script. */
export function svgOf({ title, summary }: ChartText, options: Plot.PlotOptions): string {
  const { document } = parseHTML("<html><body></body></html>");
  const chart = Plot.plot({ ...options, document, ariaLabel: title, ariaDescription: summary });
  const style = document.createElement("style");
  style.textContent = STYLE;
  chart.querySelector("style")?.remove();
  chart.prepend(style);
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${chart.outerHTML}\n`;
}
