/** Shorter texts occur by chance: masking them would make the log unreadable. */
const MIN_LENGTH = 8;

/** Each mask costs the runner one command, and one search in every later line of the log. */
const MAX_MASKS = 1000;

/**
 * Collects the texts of a result that the runner must mask: its strings, split into lines, because the runner would
 * also mask the short lines of a long string. Field names, numbers and short strings are not masked.
 * @returns `undefined` when there are more than 1000 texts.
 */
export function textsToMask(resultJson: string): readonly string[] | undefined {
  const texts = new Set<string>();
  const remaining: unknown[] = [JSON.parse(resultJson)];
  // Not recursive: a result may be nested too deeply for the stack.
  for (let value = remaining.pop(); value !== undefined; value = remaining.pop()) {
    if (typeof value === 'string') for (const line of linesOf(value)) texts.add(line);
    // One by one: push(...items) overflows the stack on a long list.
    else if (typeof value === 'object') for (const item of Object.values(value ?? {})) remaining.push(item);
    if (texts.size > MAX_MASKS) return undefined;
  }
  return [...texts];
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= MIN_LENGTH);
