import { posix } from 'node:path';

/** The links and images of a Markdown text, without those inside of code. */
export function linksIn(markdown) {
  const text = markdown.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2 *$/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(([, url]) => url);
  const html = [...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, url]) => url);
  const references = [...text.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)].map(([, url]) => url);
  return [...inline, ...html, ...references];
}

/** Whether a link leads to a file of the repository or to a heading. */
export const isRelative = (link) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link);

/** The path from the root that a relative link in a file leads to, and its anchor; the path is the file's own for `#…`. */
export function targetOf(file, link) {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
  return { path: target.replace(/\/$/, ''), anchor };
}

/** The anchors that GitHub gives to the headings of a Markdown text. */
export function anchorsIn(markdown) {
  const counts = new Map();
  const text = markdown.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2 *$/gm, '');
  const headings = [...text.matchAll(/^#{1,6} +(.+?) *#* *$/gm)].map(([, heading]) => heading);
  const explicit = [...text.matchAll(/<a (?:name|id)="([^"]+)"/g)].map(([, name]) => name);
  const named = headings.map((heading) => {
    const slug = heading
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const seen = counts.get(slug) ?? 0;
    counts.set(slug, seen + 1);
    return seen === 0 ? slug : `${slug}-${seen}`;
  });
  return new Set([...named, ...explicit]);
}
