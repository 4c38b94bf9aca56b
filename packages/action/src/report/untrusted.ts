const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Makes text safe to print. The runner executes `::command::` at the start of a line, after what .NET considers white
 * space, and `##[command]` anywhere in it; a zero-width space breaks both.
 */
export function disarmCommands(text: string): string {
  return text
    .replaceAll('##[', `##${ZERO_WIDTH_SPACE}[`)
    .replace(/(^|[\r\n])([\s\u0085]*):(?=:)/g, `$1$2:${ZERO_WIDTH_SPACE}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that HTML forbids, even escaped: controls, lone surrogates and noncharacters. */
const FORBIDDEN_IN_HTML = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Escapes text for HTML, and replaces the characters that HTML forbids. */
export function escapeHtml(text: string): string {
  return text
    .replace(FORBIDDEN_IN_HTML, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
