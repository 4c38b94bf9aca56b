/** A platform generation. Each account is on one of the two. */
export type Generation = 'v1' | 'v2';

/** An account that the sandbox serves. */
export interface Account {
  /** The account id, as in every URL. */
  readonly id: string;
  readonly generation: Generation;
}

export function isGeneration(value: unknown): value is Generation {
  return value === 'v1' || value === 'v2';
}
