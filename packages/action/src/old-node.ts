import { writeSync } from 'node:fs';

/** The Node of action.yml. */
const NEEDED = 24;
/** The oldest Node that loads everything that follows. */
const OLDEST = 20;

/**
 * Reports an old Node before anything else is loaded, because that may already fail there. GitHub's runner starts the
 * action with Node 24 or not at all; others start whichever Node they find. Ends the step when nothing of it would work.
 */
function reportOldNode(): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (process.env['GITHUB_ACTIONS'] !== 'true' || major >= NEEDED) return;
  const isUsable = major >= OLDEST;
  const found = `The action needs Node ${NEEDED}, but the runner started it with Node ${process.versions.node}.`;
  const outcome = isUsable
    ? `The step continues, but only Node ${NEEDED} is supported.`
    : 'Nothing was sent.';
  const remedy = `Update the runner to 2.327.1 or later; with act, Gitea or Forgejo, use a job image that has Node ${NEEDED}.`;
  const command = `::${isUsable ? 'warning' : 'error'} title=LivePerson Functions%3A Node ${major} instead of ${NEEDED}::`;
  // Not process.stdout, which may still be busy when the process exits.
  writeSync(1, `${command}${found} ${outcome} ${remedy}\n`);
  if (!isUsable) process.exit(1);
}

reportOldNode();
