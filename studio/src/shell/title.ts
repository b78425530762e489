/** The title of the window, which a screen reader reads when the page changes. */
import { useEffect } from "react";

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Knowhow`;
  }, [title]);
}
