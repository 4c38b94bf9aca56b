const BREAK = '\u200b';

/**
 * Makes text harmless to print. The runner takes `::command::` at the start of a line (after white space, as
 * .NET sees it) and `##[command]` anywhere in it; an invisible character breaks both.
 */
export function neutral(text: string): string {
  return text.replaceAll('##[', `##${BREAK}[`).replace(/(^|[\r\n])([\s\u0085]*):(?=:)/g, `$1$2:${BREAK}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What HTML may not hold, in whatever spelling: control characters, half characters, characters that are none. */
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Escapes text for HTML, in which no Markdown applies. */
export function escapeHtml(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
