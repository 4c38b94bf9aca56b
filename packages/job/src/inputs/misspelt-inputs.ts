import { distance } from 'fastest-levenshtein';
import { INPUTS, type InputProblem } from './inputs.js';

/** More letters than these make another word of it. */
const MAX_TYPOS = 2;

/**
 * Inputs that do not exist but nearly do. The runner only warns of an unknown one and goes on without it. Others
 * are left to that warning: a job may have variables of its own that begin with `INPUT_`.
 */
export function findMisspeltInputs(given: readonly string[]): InputProblem[] {
  const unknown = given.filter((name) => !Object.hasOwn(INPUTS, name));
  return unknown.flatMap((name) => {
    const meant = nearestTo(name);
    return meant === undefined
      ? []
      : [{ input: name, problem: `is no input of this action (did you mean ${meant}?)` }];
  });
}

function nearestTo(name: string): string | undefined {
  const typos = Math.min(MAX_TYPOS, Math.floor(name.length / 4));
  const measured = Object.keys(INPUTS).map((known) => ({ known, apart: distance(bare(name), bare(known)) }));
  const [nearest] = measured.sort((a, b) => a.apart - b.apart);
  return nearest !== undefined && nearest.apart <= typos ? nearest.known : undefined;
}

/** `lambdaUuid`, `LAMBDA_UUID` and `lambda-uuid` are one name. */
const bare = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase();
