import type { Red } from '../node-red.js';
import { type AccountConfig, type AccountFields, accountFields } from './account-config.js';

/** A node as it was deployed, whether Node-RED runs it or not. */
export interface StoredNode extends AccountConfig {
  readonly id: string;
  readonly type: string;
  /** The flow or subflow that it belongs to. */
  readonly z?: string;
  /** Whether the node is disabled. */
  readonly d?: boolean;
  /** Whether the flow is disabled. */
  readonly disabled?: boolean;
}

export function findStoredNode(red: Red, id: string): StoredNode | undefined {
  let found: StoredNode | undefined;
  red.nodes.eachNode((stored) => {
    if (stored.id === id) found = stored as StoredNode;
  });
  return found;
}

/** Returns the fields of an account as they are written. A node inside a packaged subflow has none of its own. */
export function storedFields(red: Red, id: string): AccountFields | undefined {
  const stored = findStoredNode(red, id);
  return stored && accountFields(stored, red.nodes.getCredentials(id) ?? {});
}

/** The id in the flow file: a node inside a subflow has another id in each instance. */
export const originalId = ({ id, _alias }: { readonly id: string; readonly _alias?: string }): string =>
  _alias ?? id;
