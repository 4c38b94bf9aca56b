import process from 'node:process';
import type { Red } from '../node-red.js';
import { type AccountFields, accountFields } from './account-config.js';
import type { AccountNode } from './account-node.js';
import { findStoredNode, originalId, type StoredNode } from './stored-node.js';

/**
 * Where a deployed account is: `running`; `subflow` if each instance of its subflow runs a copy; otherwise why Node-RED
 * does not run it.
 */
export type AccountPlace =
  | 'running'
  | 'subflow'
  | 'unused-subflow'
  | 'disabled'
  | 'disabled-flow'
  | 'stopped';

/** An account as it was deployed, whether Node-RED runs it or not. */
export interface StoredAccount {
  readonly id: string;
  /** As they are written: references to variables are not resolved. */
  readonly fields: AccountFields;
  readonly place: AccountPlace;
  /** The nodes that Node-RED made of it: one, or one for each instance of its subflow. */
  readonly nodes: readonly AccountNode[];
  /** The flow or subflow that the account belongs to; undefined for all flows. */
  readonly scope: string | undefined;
}

export function findStoredAccount(
  red: Red,
  running: Iterable<AccountNode>,
  id: string,
): StoredAccount | undefined {
  const stored = findStoredNode(red, id);
  if (stored === undefined) return undefined;
  const nodes = [...running].filter((node) => originalId(node) === id);
  return {
    id,
    fields: accountFields(stored, red.nodes.getCredentials(id) ?? {}),
    place: placeOf(red, stored, nodes),
    nodes,
    scope: stored.z || undefined,
  };
}

function placeOf(red: Red, stored: StoredNode, nodes: readonly AccountNode[]): AccountPlace {
  const scope = stored.z ? findStoredNode(red, stored.z) : undefined;
  const isInSubflow = scope?.type === 'subflow';
  if (nodes.length > 0) return isInSubflow ? 'subflow' : 'running';
  if (stored.d) return 'disabled';
  if (isInSubflow) return 'unused-subflow';
  return scope?.disabled ? 'disabled-flow' : 'stopped';
}

/**
 * Returns the value of a variable as the account sees it, or undefined if it is not set or cannot be known. For an
 * account that does not run, another node of the same flow knows the flow's variables.
 */
export function lookUpVariable(red: Red, { nodes, scope }: StoredAccount, name: string): unknown {
  const node = nodes[0] ?? findNeighbour(red, scope);
  if (node !== undefined) return red.util.getSetting(node, name);
  const excluded = Object(red.settings).envVarExcludes as unknown;
  const isExcluded = Array.isArray(excluded) && excluded.includes(name);
  return scope === undefined && !isExcluded ? process.env[name] : undefined;
}

/** Finds a running node of the same flow or, for an account of all flows, another such node. */
function findNeighbour(red: Red, scope: string | undefined) {
  let found: ReturnType<Red['nodes']['getNode']> | undefined;
  red.nodes.eachNode((stored) => {
    const { id, z } = stored as StoredNode;
    if (found || (z || undefined) !== scope) return;
    found = red.nodes.getNode(id) ?? undefined;
  });
  return found;
}
