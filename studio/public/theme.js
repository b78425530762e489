// Runs before the first paint, so that a page in the chosen colours never flashes in the others. See src/shell/theme.ts.
try {
  const theme = localStorage.getItem("knowhow-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the system's colours are used then.
}
