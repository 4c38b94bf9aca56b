import type { OptionProblem } from './errors.js';

/** More of them say nothing new: a value of the wrong kind was given, such as a `Buffer`. */
const MAX_PROBLEMS = 10;

/** A name that may be shown; anything else may be a misplaced value. */
const PLAIN_NAME = /^[A-Za-z_$][A-Za-z_$-]{0,39}$/;

/** Lists the names that are not known, each with the nearest known one. */
export function findUnknownNames(
  names: readonly string[],
  known: readonly string[],
  prefix = '',
): OptionProblem[] {
  const unknown = names.filter((name) => !known.includes(name));
  const problems = unknown.slice(0, MAX_PROBLEMS).map((name) => {
    const meant = nearest(name, known);
    const option =
      prefix + (meant !== undefined || PLAIN_NAME.test(name) ? name : '(a name that is not shown)');
    const advice = meant === undefined ? `known: ${known.join(', ')}` : `did you mean ${prefix}${meant}?`;
    return { option, problem: `is unknown (${advice})` };
  });
  const more = unknown.length - problems.length;
  if (more > 0) problems.push({ option: `${prefix}(${more} more names)`, problem: 'are unknown' });
  return problems;
}

/** Finds the known name that was probably meant: one with another spelling, a typing error, or a part left out. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const given = simplified(name);
  if (given.length < 2 || given.length > 40) return undefined;
  const candidates = known.map((candidate) => {
    const simple = simplified(candidate);
    const isPart = given.length >= 4 && (simple.startsWith(given) || simple.endsWith(given));
    return { candidate, distance: isPart ? 1 : distance(given, simple), length: simple.length };
  });
  candidates.sort((a, b) => a.distance - b.distance || a.length - b.length);
  const [best] = candidates;
  return best !== undefined && best.distance <= given.length / 3 ? best.candidate : undefined;
}

const simplified = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The number of letters to insert, delete or replace (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
