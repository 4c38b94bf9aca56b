/** The page with an entry for each error code, in its newest version. */
const PAGE = 'blob/HEAD/docs/errors.md';

const OWN_REPOSITORY = 'org/lp-faas-invoke';

/** URL of the documentation of an error, in the repository of the action. */
export function errorDocs(code: string, environment: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTION_REPOSITORY = '', GITHUB_SERVER_URL = '' } = environment;
  const repository = /^[\w.-]+\/[\w.-]+$/.test(GITHUB_ACTION_REPOSITORY)
    ? GITHUB_ACTION_REPOSITORY
    : OWN_REPOSITORY;
  const server = /^https:\/\/[\w.:-]+$/.test(GITHUB_SERVER_URL) ? GITHUB_SERVER_URL : 'https://github.com';
  return `${server}/${repository}/${PAGE}#${code}`;
}
