import type { DeployedFunction } from '../functions/registry.js';
import { isState, STATES } from '../functions/states.js';

/** Decides whether a list contains a function. */
export type FunctionFilter = (item: DeployedFunction) => boolean;

/**
 * Reads the filters of a list. An empty filter counts as left out: LivePerson's client sends unset filters so.
 *
 * @returns the filter, or a text that says which one is wrong
 */
export function readFilter(query: URLSearchParams): FunctionFilter | string {
  const states = query.getAll('state').filter((state) => state !== '');
  const unknown = states.find((state) => !isState(state));
  if (unknown !== undefined) {
    return `"${unknown.slice(0, 100)}" is not a function state. Use ${STATES.join(', ')}`;
  }
  const eventId = query.get('eventId') ?? '';
  // V1 has `name`; V2's two clients send one each.
  const name = query.get('functionName') || query.get('name') || '';
  return (item) =>
    (eventId === '' || item.event === eventId) &&
    (name === '' || item.name.includes(name)) &&
    (states.length === 0 || states.includes(item.state));
}
