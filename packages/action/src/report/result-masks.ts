/** Shorter texts stand everywhere by chance: masking them would blank out half of the log. */
const MIN_LENGTH = 8;

/** Each mask is a line for the runner to read, and a pattern to look for in every line after it. */
const MAX_MASKS = 1000;

/**
 * The texts of a result, for the runner to mask: its strings, line by line, since the runner would mask the short
 * lines of a long text too. Names of fields, numbers and short strings stay visible.
 * @returns nothing when there are more than the runner can be burdened with.
 */
export function textsToMask(resultJson: string): readonly string[] | undefined {
  const texts = new Set<string>();
  const left: unknown[] = [JSON.parse(resultJson)];
  // No recursion: a function may return something that is nested deeper than the stack is.
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value === 'string') for (const line of linesOf(value)) texts.add(line);
    // One by one: spreading a long list into a call overflows the stack.
    else if (typeof value === 'object') for (const item of Object.values(value ?? {})) left.push(item);
    if (texts.size > MAX_MASKS) return undefined;
  }
  return [...texts];
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= MIN_LENGTH);
