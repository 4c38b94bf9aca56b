/** The states that LivePerson's pages name. */
export const STATES = [
  'Draft',
  'Productive',
  'Modified',
  'Marked Undeployed',
  'Build Error',
  'Deploy Error',
] as const;

export type FunctionState = (typeof STATES)[number];

export function isState(value: unknown): value is FunctionState {
  return STATES.some((state) => state === value);
}

/** A modified function still runs as it was deployed; in any other state but productive nothing is deployed. */
export function isDeployed(state: FunctionState): boolean {
  return state === 'Productive' || state === 'Modified';
}
