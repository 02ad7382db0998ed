/** What stands in each parent, by key: asking the DOM for hundreds of attributes in every frame is slow. */
const standing = new WeakMap();

/**
 * Makes the children of `parent` match `rows`, reusing an element as long as its `key` lives and moving none that stands right.
 * `make(row)` builds one, `update(element, row, before)` brings one up to date; `before` is the row it showed, or undefined.
 * The children are this function's alone: whoever empties the parent calls it with no rows.
 */
export function renderKeyed(parent, rows, { make, update }) {
  const old = standing.get(parent) ?? new Map();
  const now = new Map();
  for (const row of rows) {
    const known = old.get(row.key);
    old.delete(row.key);
    const child = known?.child ?? make(row);
    update(child, row, known?.row);
    now.set(row.key, { child, row });
  }
  for (const { child } of old.values()) child.remove();
  standing.set(parent, now);
  arrange(parent, now);
}

function arrange(parent, now) {
  let place = parent.firstElementChild;
  for (const { child } of now.values()) {
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}
