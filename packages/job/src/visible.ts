/** Parts of an emoji, which belong to the character before or after them. */
const IN_EMOJI =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})[\u200d\ufe0f]|\ufe0f(?=\u20e3)|(?<=\ufe0f)\u200d/u;

/**
 * Controls, directional marks, white space other than a space, and other characters that nobody sees: two ids or two
 * lines of a diff that look the same must be the same.
 */
const INVISIBLE =
  /(?![\n\t ])[\p{Cc}\p{Cs}\p{Z}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffb]/u;

const EITHER = new RegExp(`(${IN_EMOJI.source})|${INVISIBLE.source}`, 'gu');

/**
 * Shows invisible characters as JSON escapes, such as `\u202e`; line feeds, tabs and emojis stay. Inside the strings of
 * a JSON text this changes no value.
 */
export function showInvisible(text: string): string {
  return text.replace(EITHER, (found, inEmoji: string | undefined) => inEmoji ?? escapeUnits(found));
}

const escapeUnits = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
