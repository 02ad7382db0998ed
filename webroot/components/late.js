const styles = new Map();

/** Loads a later part of the page with its look; nothing of it is ever seen without its style. */
export async function withStyle(paths, load) {
  const wanted = [paths].flat().map(style);
  const [module] = await Promise.all([load(), ...wanted]);
  return module;
}

function style(path) {
  if (!styles.has(path)) styles.set(path, link(`/static/components/${path}`).catch(() => styles.delete(path)));
  return styles.get(path);
}

function link(href) {
  return new Promise((done, fail) => {
    const made = document.createElement('link');
    Object.assign(made, { rel: 'stylesheet', href, onload: done, onerror: fail });
    document.head.append(made);
  });
}
