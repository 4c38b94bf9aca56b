import { expect } from '@jest/globals';
import type { Delivery, FunctionsError } from '../../src/index.js';

const MAY_HAVE_RUN = /may have run/;
const DID_NOT_RUN = /did not run|nothing was (?:invoked|sent)/i;

/** What the words of an error must say, and must not say, of whether the function ran. */
const WORDS: Readonly<Record<Delivery, { readonly says?: RegExp; readonly never: RegExp }>> = {
  'not-sent': { never: MAY_HAVE_RUN },
  rejected: { never: MAY_HAVE_RUN },
  unknown: { says: MAY_HAVE_RUN, never: DID_NOT_RUN },
  executed: { says: /^The function ran and failed/, never: /may have run|did not run|nothing was/i },
};

/** Checks that the words of an error agree with its `delivery`: people decide by the words whether to call again. */
export function expectWordsToFitDelivery({ delivery, message }: FunctionsError): void {
  const { says, never } = WORDS[delivery];
  if (says !== undefined)
    expect({ delivery, message }).toMatchObject({ message: expect.stringMatching(says) });
  expect({ delivery, message }).toMatchObject({ message: expect.not.stringMatching(never) });
}
