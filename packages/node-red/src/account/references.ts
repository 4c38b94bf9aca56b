/** A reference as Node-RED resolves it: the whole value, `${NAME}` or `$(NAME)`. */
const REFERENCE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;

/** Returns the name of the variable if a value is exactly one reference to a variable. */
export function referencedName(value: string): string | undefined {
  const [, inBraces, inParentheses] = REFERENCE.exec(value) ?? [];
  return inBraces ?? inParentheses;
}

/** Whether a value has a reference inside a longer text, which Node-RED does not resolve. */
export function hasInnerReference(value: string): boolean {
  return referencedName(value) === undefined && (value.includes('${') || value.includes('$('));
}
