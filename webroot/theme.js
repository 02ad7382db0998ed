// Before the first paint, so that nobody who chose the other look sees a flash. Not a module: modules wait.
(() => {
  try {
    const theme = JSON.parse(localStorage.getItem('parley.theme'));
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // No store, no choice: the page looks like the system.
  }
})();
