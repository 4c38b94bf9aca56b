/** Shorter values stand in too many texts by chance; they are masked in the log all the same. */
const MIN_LENGTH = 8;
const MASK = '***';
const CUT = '…';

/**
 * The secrets of this job. Whoever runs it masks each in what it shows; in the texts that leave the job another
 * way, outputs and files, they are hidden here.
 */
export class Secrets {
  readonly #mask: (secret: string) => void;
  readonly #secrets = new Set<string>();

  /** @param mask has a text masked wherever the job's log is shown */
  constructor(mask: (secret: string) => void) {
    this.#mask = mask;
  }

  add(secret: string): void {
    this.mask(secret);
    if (secret.length < MIN_LENGTH) return;
    this.#secrets.add(secret);
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  /** Has a text masked in what is shown; outputs and files keep it. */
  mask(text: string): void {
    if (text !== '') this.#mask(text);
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
