import type { Domain } from '../platform.js';
import { pathOf, type Target } from './target.js';

const MOST = 100;

/** What an address is made of. */
export interface AddressParts {
  readonly accountId: string;
  readonly generation: 'v1' | 'v2';
  readonly eventSource: string;
  readonly gateway: Domain;
}

interface Known {
  readonly target: Target;
  readonly action: string;
  readonly parts: AddressParts;
  readonly url: URL;
}

/**
 * The addresses of one account's requests. Remembers the last ones: to write one and take it apart costs more than
 * all else that a request is made of.
 */
export class Addresses {
  readonly #known = new Map<string, Known>();

  of(target: Target, action: string, parts: AddressParts): URL {
    const id = target.kind === 'function' ? target.lambdaUuid : target.eventId;
    const known = this.#known.get(id);
    if (known !== undefined && isSame(known, target, action, parts)) return known.url;
    const url = addressOf(target, action, parts);
    if (this.#known.size >= MOST) this.#known.clear();
    // Only what it is made of: the rest of what a request needs is not to be kept.
    const { accountId, generation, eventSource, gateway } = parts;
    this.#known.set(id, { target, action, parts: { accountId, generation, eventSource, gateway }, url });
    return url;
  }
}

function isSame(known: Known, target: Target, action: string, parts: AddressParts): boolean {
  const { gateway, generation, eventSource } = known.parts;
  return (
    known.action === action &&
    known.target.kind === target.kind &&
    skillOf(known.target) === skillOf(target) &&
    gateway === parts.gateway &&
    generation === parts.generation &&
    eventSource === parts.eventSource
  );
}

const skillOf = (target: Target): string | undefined =>
  target.kind === 'event' ? target.skillId : undefined;

/** The two generations differ in where the caller's name stands, and in the parameter `v`. */
function addressOf(
  target: Target,
  action: string,
  { accountId, gateway, generation, eventSource }: AddressParts,
): URL {
  const url = new URL(`${gateway.origin}/api/account/${accountId}/${pathOf(target)}/${action}`);
  if (generation === 'v1') {
    url.searchParams.set('v', '1');
    url.searchParams.set('externalSystem', eventSource);
  }
  const skillId = skillOf(target);
  if (skillId !== undefined) url.searchParams.set('skillId', skillId);
  return url;
}
