/** Keys that work everywhere. `does` names what they do; whatever stands open on top keeps its own keys. */
export function listenToKeys({ signal, does }) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionOf(event);
    if (action && does[action](event) !== false) event.preventDefault();
  }, { signal });
}

function actionOf(event) {
  const { key, altKey, target } = event;
  const command = event.ctrlKey || event.metaKey;
  if (document.querySelector('dialog[open]')) return null;
  if (command && !altKey && key.toLowerCase() === 'k') return 'jump';
  if (altKey && !command && key === 'ArrowDown') return 'nextRoom';
  if (altKey && !command && key === 'ArrowUp') return 'previousRoom';
  if (command || altKey) return null;
  if (key === 'Escape') return document.querySelector(':popover-open') ? null : 'escape';
  if (isControl(target)) return null;
  if (key === '?') return 'help';
  return [...key].length === 1 && key !== ' ' ? 'type' : null;
}

function isControl(target) {
  return target.closest('input, textarea, select, button, a, [contenteditable], [role=menu], :popover-open') !== null;
}
