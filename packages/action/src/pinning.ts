import type { Annotation } from './runner.js';

/** Branches that a repository of an action moves with every change. */
const HEADS: ReadonlySet<string | undefined> = new Set(['main', 'master', 'HEAD']);

/** What there is to say of how the action is named in `uses:`; nothing when it is a version or a commit. */
export function pinningAdvice({ GITHUB_ACTION_REF: ref }: NodeJS.ProcessEnv): Annotation | undefined {
  if (!HEADS.has(ref)) return undefined;
  const message = `uses: names the branch ${ref}, so any change of the action reaches this workflow at once. Name a version, as @v1, or better a commit.`;
  return { title: 'LivePerson Functions: not a version', message };
}
