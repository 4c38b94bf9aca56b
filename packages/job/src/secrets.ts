/** Shorter values occur in ordinary text by chance; they are masked in the log only. */
const MIN_LENGTH = 8;
const MASK = '***';
const CUT = '…';

/**
 * The secrets of a job. The face that runs the job masks them in everything it shows; this class hides them in texts
 * that leave the job another way: outputs and files.
 */
export class Secrets {
  readonly #mask: (secret: string) => void;
  readonly #secrets = new Set<string>();

  /** @param mask masks a text in everything that is shown from now on */
  constructor(mask: (secret: string) => void) {
    this.#mask = mask;
  }

  /** Adds a secret. One shorter than 8 characters is masked in what is shown, but not hidden in outputs and files. */
  add(secret: string): void {
    this.mask(secret);
    if (secret.length < MIN_LENGTH) return;
    this.#secrets.add(secret);
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  /** Masks a text in what is shown; outputs and files keep it. */
  mask(text: string): void {
    if (text !== '') this.#mask(text);
  }

  /** Adds a JWT and its parts: claims and signature are secret on their own. */
  addToken(token: string): void {
    const [, claims = '', signature = ''] = token.split('.');
    for (const secret of [token, claims, signature]) this.add(secret);
  }

  /**
   * Hides the secrets in the strings of a JSON text, even when they are written with escapes. The text stays valid
   * JSON and its numbers keep their digits. It reads piece by piece, because a regular expression for whole strings
   * overflows the stack on long ones.
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

  /** Hides the secrets in a text, also a secret of which only the beginning is left before a cut (`…`). */
  hideInText(text: string): string {
    const hidden = this.#hide(text);
    return hidden.includes(CUT) ? [...this.#secrets].reduce(hideBeginning, hidden) : hidden;
  }

  /** Leaves a string without secrets exactly as it was written. */
  #hideInLiteral(literal: string): string {
    const text = JSON.parse(literal) as string;
    const hidden = this.#hide(text);
    return hidden === text ? literal : JSON.stringify(hidden);
  }

  #hide(text: string): string {
    if (text === '') return text;
    let rest = text;
    for (const secret of this.#secrets) rest = rest.replaceAll(secret, MASK);
    return rest;
  }
}

function hideBeginning(text: string, secret: string): string {
  let rest = text;
  for (let length = secret.length - 1; length >= MIN_LENGTH; length -= 1) {
    rest = rest.replaceAll(secret.slice(0, length) + CUT, MASK + CUT);
  }
  return rest;
}
