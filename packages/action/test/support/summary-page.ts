import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** Renders a job summary as GitHub does: GitHub's Markdown, which may contain HTML. */
export function renderPage(summary: string): string {
  return micromark(summary, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** The contents of a page. */
export interface Page {
  /** Each element with its ancestors and its attributes, such as `p>a href`. */
  readonly elements: readonly string[];
  /** The errors that the HTML standard defines. */
  readonly faults: readonly string[];
}

/** Parses the HTML of a page. */
export function readPage(html: string): Page {
  const faults: string[] = [];
  const elements: string[] = [];
  const fragment = parseFragment(html, { onParseError: ({ code }) => faults.push(code) });
  const walk = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[], path: string): void => {
    for (const node of nodes) {
      if (!('tagName' in node)) continue;
      elements.push([path + node.tagName, ...node.attrs.map(({ name }) => name)].join(' '));
      walk(node.childNodes, `${path}${node.tagName}>`);
    }
  };
  walk(fragment.childNodes, '');
  return { elements, faults };
}
