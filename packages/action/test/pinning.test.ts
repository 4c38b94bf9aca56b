import { expect, test } from '@jest/globals';
import { pinningAdvice } from '../src/pinning.js';

test.each(['main', 'master', 'HEAD'])(
  'a workflow that refers to the branch %s gets the advice to pin a version',
  (ref) => {
    expect(pinningAdvice({ GITHUB_ACTION_REF: ref })).toEqual({
      title: 'LivePerson Functions: not pinned to a version',
      message: `uses: refers to the branch ${ref}, so every change of the action takes effect in this workflow immediately. Pin a version, such as @v1, or better a commit.`,
    });
  },
);

test.each([undefined, '', 'v1', 'v1.2.3', '3d3c42e5aac5ba805825da76410c181273ba90b1', 'mainline'])(
  'a version, a commit and a local action get no advice: %s',
  (ref) => {
    expect(pinningAdvice({ GITHUB_ACTION_REF: ref })).toBeUndefined();
  },
);
