/** Puts the chosen look on the page, the browser's own frame included. */
export function applyTheme(theme) {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) {
    meta.content = meta.dataset[theme] ?? meta.dataset.system;
  }
}
