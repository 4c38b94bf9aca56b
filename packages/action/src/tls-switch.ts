import type { Annotation } from './runner.js';

const NAME = 'NODE_TLS_REJECT_UNAUTHORIZED';

/**
 * Warns when the environment turns the checks of certificates off, which the transport ignores. Removes the variable,
 * because Node would warn that the checks are off.
 */
export function tlsSwitchAdvice(environment: NodeJS.ProcessEnv): Annotation | undefined {
  if (environment[NAME] !== '0') return undefined;
  delete environment[NAME];
  const message = `${NAME}=0 is set, for example by an earlier step. It is ignored: this action always checks certificates. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS in the step's env.`;
  return { title: 'LivePerson Functions: certificates are checked', message };
}
