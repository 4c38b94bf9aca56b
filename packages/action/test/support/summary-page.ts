import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** A job summary as GitHub makes it a page: GitHub's Markdown, in which HTML is HTML. */
export function renderPage(summary: string): string {
  return micromark(summary, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** What a page is made of. */
export interface Page {
  /** Each element by its way from the top and its attributes, as `p>a href`. */
  readonly elements: readonly string[];
  /** What is wrong with its characters by the standard. */
  readonly faults: readonly string[];
}

export function readPage(html: string): Page {
  const faults: string[] = [];
  const elements: string[] = [];
  const fragment = parseFragment(html, { onParseError: ({ code }) => faults.push(code) });
  const walk = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[], way: string): void => {
    for (const node of nodes) {
      if (!('tagName' in node)) continue;
      elements.push([way + node.tagName, ...node.attrs.map(({ name }) => name)].join(' '));
      walk(node.childNodes, `${way}${node.tagName}>`);
    }
  };
  walk(fragment.childNodes, '');
  return { elements, faults };
}
