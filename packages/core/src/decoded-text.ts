/** Characters that show nothing, or fake a line of a log: controls, line separators, direction marks, joiners. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE_RUNS = new RegExp(`${INVISIBLE.source}+`, 'gu');

/** Text without its invisible characters. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE_RUNS, '');

/** Text on one line: each run of invisible characters becomes a space. */
export const onOneLine = (text: string): string => text.replace(INVISIBLE_RUNS, ' ').trim();

/** How texts are escaped, and what one escape means. */
const ESCAPES: readonly (readonly [RegExp, (sequence: string) => string])[] = [
  [/(?:%[0-9a-f]{2})+/gi, decodePercent],
  [/\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^ux]/gi, decodeBackslash],
  [/&#x0*[0-9a-f]{1,6};?|&#0*\d{1,7};?|&(?:amp|lt|gt|quot|apos);/gi, decodeReference],
];

/** A form within JSON within a log is three layers. */
const MAX_LAYERS = 4;

/** Bounds the work for texts that are full of escapes. */
const MAX_READINGS = 24;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Escapes of JSON that stand for a control character. */
const CONTROL_ESCAPES = /^\\[nrtbf]$/;

/** A reading of a text in which each character knows which part of the original it comes from. */
export interface DecodedText {
  readonly text: string;
  /** By position in `text`: where the part of the original begins, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Every way to read a text: as it is, and with escapes undone, layer by layer. One kind of escapes at a time, since
 * what looks like an escape of one kind may be meant as it is in another. Invisible characters are left out.
 */
export function readingsOf(original: string): DecodedText[] {
  const readings = [readAsIs(original)];
  const texts = new Set(readings.map(({ text }) => text));
  let layer = readings;
  for (let depth = 0; depth < MAX_LAYERS && layer.length > 0; depth += 1) {
    layer = layer.flatMap((reading) => ESCAPES.map(([escapes, meaning]) => undo(reading, escapes, meaning)));
    layer = layer.filter(({ text }) => !texts.has(text) && texts.add(text).size <= MAX_READINGS);
    readings.push(...layer);
  }
  return readings;
}

function readAsIs(original: string): DecodedText {
  const parts = new Parts();
  let at = 0;
  for (const character of original) {
    parts.add(character, at, at + character.length);
    at += character.length;
  }
  return parts.read();
}

function undo(
  { text, starts, ends }: DecodedText,
  escapes: RegExp,
  meaning: (sequence: string) => string,
): DecodedText {
  const parts = new Parts();
  let at = 0;
  const copyTo = (end: number): void => {
    for (; at < end; at += 1) parts.add(text.charAt(at), starts[at] ?? 0, ends[at] ?? 0);
  };
  for (const { 0: sequence, index } of text.matchAll(escapes)) {
    copyTo(index);
    at = index + sequence.length;
    parts.add(meaning(sequence), starts[index] ?? 0, ends[at - 1] ?? 0);
  }
  copyTo(text.length);
  return parts.read();
}

function decodeBackslash(sequence: string): string {
  if (/^\\[ux]/i.test(sequence)) return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  return CONTROL_ESCAPES.test(sequence) ? '' : sequence.slice(1);
}

function decodeReference(sequence: string): string {
  const [, hex, decimal, name = ''] = /^&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?$/i.exec(sequence) ?? [];
  if (hex === undefined && decimal === undefined) return NAMED[name.toLowerCase()] ?? sequence;
  const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** As UTF-8, or byte by byte when it is something else. */
function decodePercent(sequence: string): string {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return Buffer.from(sequence.replaceAll('%', ''), 'hex').toString('latin1');
  }
}

class Parts {
  readonly #texts: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Adds what a part of the original means; each character of it comes from the whole part. */
  add(meaning: string, start: number, end: number): void {
    for (const character of meaning) {
      if (INVISIBLE.test(character)) continue;
      this.#texts.push(character);
      for (let unit = 0; unit < character.length; unit += 1) {
        this.#starts.push(start);
        this.#ends.push(end);
      }
    }
  }

  read(): DecodedText {
    return { text: this.#texts.join(''), starts: this.#starts, ends: this.#ends };
  }
}
