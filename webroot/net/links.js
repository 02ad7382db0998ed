const LINK = /<([^>]*)>([^,<]*)/g;

/** Reads a `Link` header: relation → path and query. The host is left out, so a proxy that changes it does no harm. */
export function readLinks(header) {
  const links = new Map();
  for (const [, target, parameters] of (header ?? '').matchAll(LINK)) {
    const rel = /;\s*rel="?([^";]+)"?/i.exec(parameters);
    if (!rel) continue;
    for (const name of rel[1].trim().split(/\s+/)) links.set(name.toLowerCase(), pathOf(target));
  }
  return links;
}

function pathOf(target) {
  const url = new URL(target, 'http://this.invalid/');
  return url.pathname + url.search;
}
