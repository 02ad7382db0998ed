/**
 * The part of Markdown that the contract is written in, as plain data: headings, paragraphs, lists, tables, and in the text `code`,
 * *emphasis* and [links](…). A paragraph goes on over line ends; so does a list item, on indented lines.
 */
export function blocksOf(markdown) {
  const blocks = [];
  for (const lines of chunks(markdown)) {
    const [first] = lines;
    const heading = /^(#{1,4}) (.+)$/.exec(first);
    if (heading) blocks.push({ kind: 'heading', level: heading[1].length, text: heading[2] });
    else if (first.startsWith('|')) blocks.push(table(lines));
    else if (/^(- |\d+\. )/.test(first)) blocks.push(list(lines));
    else blocks.push({ kind: 'paragraph', text: lines.join(' ') });
  }
  return blocks;
}

/** Runs of lines between empty ones; a list begins a new one. */
function chunks(markdown) {
  const found = [];
  let current = [];
  for (const line of [...markdown.split('\n'), '']) {
    const begins = /^(- |1\. )/.test(line) && current.length > 0 && !/^(- |\d+\. )/.test(current[0]);
    if ((line.trim() === '' || begins) && current.length > 0) {
      found.push(current);
      current = [];
    }
    if (line.trim() !== '') current.push(line);
  }
  return found;
}

function list(lines) {
  const items = [];
  for (const line of lines) {
    const item = /^(?:- |\d+\. )(.*)$/.exec(line);
    if (item) items.push(item[1]);
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  return { kind: 'list', ordered: /^\d/.test(lines[0]), items };
}

function table([head, , ...rows]) {
  return { kind: 'table', head: cells(head), rows: rows.map(cells) };
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
}

/** A line of text in its parts: `{ kind: 'text' | 'code' | 'emphasis' | 'link', text, to? }`. */
export function partsOf(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(/`([^`]+)`|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    if (found.index > end) parts.push({ kind: 'text', text: text.slice(end, found.index) });
    const [whole, code, emphasis, label, to] = found;
    if (code) parts.push({ kind: 'code', text: code });
    else if (emphasis) parts.push({ kind: 'emphasis', text: emphasis });
    else parts.push({ kind: 'link', text: label, to });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
