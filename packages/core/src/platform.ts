/**
 * The services of an account that the library needs, as the Domain API spells them (it minds the case):
 * `faasGW` runs functions, `sentinel` gives tokens.
 */
export const SERVICE_NAMES = ['faasGW', 'sentinel'] as const;

/** A service of an account that the library needs, as the Domain API spells it. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** A host that was checked and may be talked to. */
export interface Domain {
  readonly service: ServiceName;
  /** Host name, and the port where there is one. */
  readonly host: string;
  /** Scheme and host, as `https://va.faasgw.liveperson.net`. */
  readonly origin: string;
}
