/** Shorter values stand in too many texts by chance; the runner masks those in its log all the same. */
const MIN_LENGTH = 8;
const MASK = '***';
const CUT = '…';

/**
 * The secrets of this run. The runner is told of each, for its log and the job summary; the texts that leave the
 * step past the runner's own masking, outputs and files, have them hidden here.
 */
export class Masks {
  readonly #tellRunner: (secret: string) => void;
  readonly #secrets = new Set<string>();

  constructor(tellRunner: (secret: string) => void) {
    this.#tellRunner = tellRunner;
  }

  add(secret: string): void {
    this.tell(secret);
    if (secret.length < MIN_LENGTH) return;
    this.#secrets.add(secret);
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  /** Has the runner mask a text in what it shows; outputs and files keep it. */
  tell(text: string): void {
    if (text !== '') this.#tellRunner(text);
  }

  /** A JWT's claims and signature are as good as the whole: its parts are hidden too. */
  addToken(token: string): void {
    const [, claims = '', signature = ''] = token.split('.');
    for (const secret of [token, claims, signature]) this.add(secret);
  }

  /**
   * Hides the secrets in the strings of a JSON text, also where they are spelled with escapes; it stays JSON, and
   * its numbers stay as they are. Token by token: one pattern for a whole string overflows the stack on long ones.
   */
  hideInJson(json: string): string {
    if (this.#hide(json) === json && !/\\[u/]/.test(json)) return json;
    const parts: string[] = [];
    let string: string[] | undefined;
    for (const [token] of json.matchAll(/\\.|"|[^"\\]+/g)) {
      if (token !== '"') (string ?? parts).push(token);
      else if (string === undefined) string = [];
      else {
        parts.push(this.#hideInLiteral(`"${string.join('')}"`));
        string = undefined;
      }
    }
    return parts.join('');
  }

  /** Hides the secrets in a text, also one that the library's own cut (`…`) has left the beginning of. */
  hideInText(text: string): string {
    const hidden = this.#hide(text);
    return hidden.includes(CUT) ? [...this.#secrets].reduce(hideBeginning, hidden) : hidden;
  }

  /** What holds no secret stays spelled as it came. */
  #hideInLiteral(literal: string): string {
    const text = JSON.parse(literal) as string;
    const hidden = this.#hide(text);
    return hidden === text ? literal : JSON.stringify(hidden);
  }

  #hide(text: string): string {
    return [...this.#secrets].reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  }
}

function hideBeginning(text: string, secret: string): string {
  let rest = text;
  for (let length = secret.length - 1; length >= MIN_LENGTH; length -= 1) {
    rest = rest.replaceAll(secret.slice(0, length) + CUT, MASK + CUT);
  }
  return rest;
}
