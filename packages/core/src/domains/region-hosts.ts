import type { ServiceName } from '../platform.js';

/** Where an account lives; `auto` asks the Domain API. */
export type Region = 'auto' | 'us' | 'emea' | 'apac';

const PREFIX: Readonly<Record<Exclude<Region, 'auto'>, string>> = { us: 'va', emea: 'lo', apac: 'sy' };

/**
 * The documented hosts of platform generation v1. LivePerson publishes none for v2, and says that these may
 * change: the Domain API is the rule, this table the way around it.
 */
export function regionHost(region: Exclude<Region, 'auto'>, service: ServiceName): string {
  return `${PREFIX[region]}.${service.toLowerCase()}.liveperson.net`;
}
