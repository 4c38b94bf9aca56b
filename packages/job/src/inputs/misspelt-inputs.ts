import { distance } from 'fastest-levenshtein';
import { INPUTS, type InputProblem } from './inputs.js';

/** A name with more typing errors than this is taken for another name. */
const MAX_TYPOS = 2;

/**
 * Finds unknown inputs whose names are close to a known one. GitHub's runner only warns about an unknown input and
 * runs without it. Other unknown names are ignored: a workflow may have its own variables that start with `INPUT_`.
 */
export function findMisspeltInputs(given: readonly string[]): InputProblem[] {
  const unknown = given.filter((name) => !Object.hasOwn(INPUTS, name));
  return unknown.flatMap((name) => {
    const meant = nearestTo(name);
    return meant === undefined
      ? []
      : [{ input: name, problem: `is not an input of this action (did you mean ${meant}?)` }];
  });
}

function nearestTo(name: string): string | undefined {
  const typos = Math.min(MAX_TYPOS, Math.floor(name.length / 4));
  const measured = Object.keys(INPUTS).map((known) => ({
    known,
    errors: distance(normalize(name), normalize(known)),
  }));
  const [nearest] = measured.sort((a, b) => a.errors - b.errors);
  return nearest !== undefined && nearest.errors <= typos ? nearest.known : undefined;
}

/** Makes `lambdaUuid`, `LAMBDA_UUID` and `lambda-uuid` equal. */
const normalize = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase();
