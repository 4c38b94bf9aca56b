import type { DeployedFunction } from '../functions/registry.js';
import { isState, STATES } from '../functions/states.js';

/** Whether a list holds a function; a text says which filter is wrong. */
export type Filter = (item: DeployedFunction) => boolean;

/** Reads a list's filters. LivePerson's client sends those that are not set as empty ones. */
export function readFilter(query: URLSearchParams): Filter | string {
  const states = query.getAll('state').filter((state) => state !== '');
  const unknown = states.find((state) => !isState(state));
  if (unknown !== undefined) {
    return `"${unknown.slice(0, 100)}" is no state of a function: use ${STATES.join(', ')}`;
  }
  const eventId = query.get('eventId') ?? '';
  // V1 has `name`; of V2's two clients one sends this, the other that.
  const name = query.get('functionName') || query.get('name') || '';
  return (item) =>
    (eventId === '' || item.event === eventId) &&
    (name === '' || item.name.includes(name)) &&
    (states.length === 0 || states.includes(item.state));
}
