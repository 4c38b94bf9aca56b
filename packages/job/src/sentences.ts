/** Makes a text end like a sentence, with one full stop at most: texts of the platform may bring their own. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[!?…]$/.test(trimmed) ? trimmed : `${trimmed.replace(/[.\s]+$/, '')}.`;
}

/** Joins texts as sentences; empty ones are left out. */
export const joinSentences = (texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .map(asSentence)
    .join(' ');

/** Writes a list, such as `2, 5 and 9`. */
export function listOf(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
