import { whyUnreadable } from '../inputs/input-file.js';
import type { InputProblem } from '../inputs/inputs.js';
import { isInShard, type Shard } from '../inputs/shard.js';
import { checkPayload } from '../payload.js';
import type { EarlierRun } from './earlier-run.js';
import { readLines } from './lines.js';

const MAX_LISTED = 5;

/** The lines of a payloads-file, with everything that is wrong with them. */
export interface CheckedLines {
  /** The number of lines with a payload; with a shard, of its lines. */
  readonly lines: number;
  readonly problems: readonly InputProblem[];
}

export interface CheckOptions {
  readonly earlier: EarlierRun;
  readonly shard: Shard | undefined;
  readonly signal: AbortSignal;
}

/** Checks that each line of payloads-file is JSON, those of other shards too, and the same as in the earlier run. */
export async function checkPayloads(
  path: string,
  { earlier, shard, signal }: CheckOptions,
): Promise<CheckedLines> {
  const shape = new FileShape();
  const invalid: number[] = [];
  const changed: number[] = [];
  let known = 0;
  let lines = 0;
  try {
    for await (const block of readLines(path, signal)) {
      for (const found of block) {
        if (shard === undefined || isInShard(found.line, shard)) lines += 1;
        const isValid = 'value' in checkPayload(found.text);
        shape.add(found.text, isValid);
        if (earlier.recordOf(found.line) !== undefined) known += 1;
        if (!isValid) invalid.push(found.line);
        if (!earlier.matches(found)) changed.push(found.line);
      }
    }
  } catch (error) {
    return { lines, problems: [ofPayloads(whyUnreadable(error))] };
  }
  const problems = [
    shape.lines === 0 && ofPayloads('contains no payload'),
    shape.isArray && ofPayloads(IS_ARRAY),
    invalid.length > 0 && !shape.isArray && ofPayloads(`${shape.advice}: ${listOf(invalid)} not valid JSON`),
    changed.length > 0 && ofResume(`does not match payloads-file: ${listOf(changed)} different`),
    known < earlier.size &&
      ofResume(`does not match payloads-file: it has ${earlier.size - known} more lines`),
  ];
  return { lines, problems: problems.filter((problem) => problem !== false) };
}

const ofPayloads = (problem: string): InputProblem => ({ input: 'payloads-file', problem });
const ofResume = (problem: string): InputProblem => ({ input: 'resume-file', problem });

const JSON_LINES = 'must be JSON Lines, one JSON value per line';
const IS_ARRAY = `is a JSON array, but ${JSON_LINES}. Convert it with jq -c '.[]' FILE; to invoke once with the whole array, use payload-file`;

/** Recognizes what a file that is not JSON Lines probably is, from the beginning and the end of its lines. */
class FileShape {
  lines = 0;
  #first = { character: '', isValid: true };
  #last = { character: '', isValid: true };
  #hasCarriageReturns = false;

  add(text: string, isValid: boolean): void {
    if (this.lines === 0) this.#first = { character: text.replace(/^\ufeff/, '').slice(0, 1), isValid };
    this.#last = { character: text.slice(-1), isValid };
    this.lines += 1;
    this.#hasCarriageReturns ||= !isValid && text.includes('\r');
  }

  /** A single line that holds an array counts too: its items would reach the function in one invocation. */
  get isArray(): boolean {
    if (this.lines === 1) return this.#first.isValid && this.#first.character === '[';
    return this.#isSpread('[', ']');
  }

  /** What the file must be and how to convert it. */
  get advice(): string {
    if (this.#hasCarriageReturns) {
      return `${JSON_LINES}, but its lines end with CR; convert them with tr '\\r' '\\n' < FILE`;
    }
    return this.#isSpread('{', '}')
      ? `${JSON_LINES}, but its values span lines; convert it with jq -c . FILE`
      : JSON_LINES;
  }

  /** Whether the lines are parts of one document. */
  #isSpread(opening: string, closing: string): boolean {
    const [first, last] = [this.#first, this.#last];
    return !first.isValid && !last.isValid && first.character === opening && last.character === closing;
  }
}

/** The subject and verb of a sentence on some lines, such as `lines 1, 2 and 4 are`. */
function listOf(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]} is`;
  const rest = lines.length - MAX_LISTED;
  const listed = rest > 0 ? lines.slice(0, MAX_LISTED) : lines.slice(0, -1);
  return `lines ${listed.join(', ')} and ${rest > 0 ? `${rest} more` : lines.at(-1)} are`;
}
