/** Deeper texts would be mostly white space. */
const MAX_DEPTH = 100;

/**
 * Indents a JSON text for people, without reading its values: a number keeps its digits and a key its place. Returns a
 * text that is nested more than 100 levels deep as it came.
 */
export function indentJson(json: string): string {
  const parts: string[] = [];
  let depth = 0;
  let isInString = false;
  let before = '';
  const breakLine = (): void => void parts.push('\n', '  '.repeat(depth));
  // Piece by piece, because a regular expression for whole strings overflows the stack on long ones.
  for (const [piece] of json.matchAll(/\\.|["{}[\],:]|\s+|[^"\\{}[\],:\s]+/gs)) {
    if (isInString || piece === '"') {
      if (piece === '"') isInString = !isInString;
      if (/[{[]/.test(before)) breakLine();
      parts.push(piece);
      before = '"';
      continue;
    }
    if (/^\s/.test(piece)) continue;
    const isEnd = piece === '}' || piece === ']';
    if (isEnd) depth -= 1;
    const isEmpty = isEnd && /[{[]/.test(before);
    if (isEnd ? !isEmpty : /[{[]/.test(before)) breakLine();
    parts.push(piece === ':' ? ': ' : piece);
    if (piece === '{' || piece === '[') depth += 1;
    if (depth > MAX_DEPTH) return json;
    if (piece === ',') breakLine();
    before = piece;
  }
  return parts.join('');
}
