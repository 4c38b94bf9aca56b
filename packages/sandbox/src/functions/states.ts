/** The states of a function, as LivePerson documents them. */
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

/** Whether a function can be invoked. A Modified function is deployed too, in its earlier version. */
export function isDeployed(state: FunctionState): boolean {
  return state === 'Productive' || state === 'Modified';
}
