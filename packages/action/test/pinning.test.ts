import { expect, test } from '@jest/globals';
import { pinningAdvice } from '../src/pinning.js';

test.each(['main', 'master', 'HEAD'])('who names the branch %s is told to name a version', (ref) => {
  expect(pinningAdvice({ GITHUB_ACTION_REF: ref })?.message).toContain(`the branch ${ref}`);
});

test.each([undefined, '', 'v1', 'v1.2.3', '3d3c42e5aac5ba805825da76410c181273ba90b1', 'mainline'])(
  'a version, a commit and a local action are fine: %s',
  (ref) => {
    expect(pinningAdvice({ GITHUB_ACTION_REF: ref })).toBeUndefined();
  },
);
