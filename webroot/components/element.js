/** Makes an element with attributes and children. Strings become text, never markup; false, null and undefined attributes are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** An event for whoever stands above: properties go down, events go up. */
export function tell(from, type, detail = null) {
  from.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

let ids = 0;

/** An id for the ARIA attributes that can't do without. */
export function uniqueId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}
