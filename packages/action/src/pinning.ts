import type { Annotation } from './runner.js';

/** Names of a branch that changes with every commit. */
const HEADS: ReadonlySet<string | undefined> = new Set(['main', 'master', 'HEAD']);

/** Warns when `uses:` refers to a branch; returns nothing for a version or a commit. */
export function pinningAdvice({ GITHUB_ACTION_REF: ref }: NodeJS.ProcessEnv): Annotation | undefined {
  if (!HEADS.has(ref)) return undefined;
  const message = `uses: refers to the branch ${ref}, so every change of the action takes effect in this workflow immediately. Pin a version, such as @v1, or better a commit.`;
  return { title: 'LivePerson Functions: not pinned to a version', message };
}
