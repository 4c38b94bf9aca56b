import { type Account, isGeneration } from './accounts.js';
import { SandboxError } from './errors.js';
import { MAX_TIMER_MS, type SandboxOptions, type Settings, withDefaults } from './options.js';

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new SandboxError('invalid-options', message);
}

function checkAccounts(accounts: readonly Account[]): void {
  check(accounts.length > 0, 'The sandbox needs at least one account.');
  for (const { id, generation } of accounts) {
    check(/^[A-Za-z0-9]{1,40}$/.test(id), `"${id}" is not an account id. Use up to 40 letters and digits.`);
    check(isGeneration(generation), `Account ${id} must be on v1 or v2, not "${String(generation)}".`);
    const same = accounts.filter((other) => other.id === id);
    check(same.length === 1, `Account ${id} is given ${same.length} times. Give it once.`);
  }
}

function checkUsers({ users, hostNames }: Settings): void {
  for (const { name, password } of users) {
    check(name !== '' && password !== '', 'A user needs a name and a password.');
    check(
      users.filter((user) => user.name === name).length === 1,
      `User "${name}" is given more than once. Give each user once.`,
    );
  }
  check(
    hostNames === 'loopback' || hostNames === 'liveperson',
    `The host names must be loopback or liveperson, not "${String(hostNames)}".`,
  );
}

function checkTimes({ tokenTtlMs, executionLimitMs, coldStartMs, keepWarmMs, latencyMs }: Settings): void {
  check(
    tokenTtlMs >= 1000 && tokenTtlMs < Number.POSITIVE_INFINITY,
    'The lifetime of a token must be finite and at least 1 second.',
  );
  check(
    executionLimitMs > 0 && executionLimitMs <= MAX_TIMER_MS,
    `The execution limit must be more than 0 and at most ${MAX_TIMER_MS} milliseconds.`,
  );
  for (const [what, ms] of [
    ['cold start', coldStartMs],
    ['latency', latencyMs],
    ['keep-warm time', keepWarmMs],
  ] as const) {
    check(
      ms >= 0 && ms <= MAX_TIMER_MS,
      `The ${what} must be at least 0 and at most ${MAX_TIMER_MS} milliseconds.`,
    );
  }
}

function checkInstances({ instances, logLimit }: Settings): void {
  check(
    Number.isInteger(instances) && instances >= 1,
    `The number of instances must be a whole number of at least 1, not ${instances}.`,
  );
  check(
    logLimit === 'fail' || logLimit === 'drop',
    `The log limit must be fail or drop, not "${String(logLimit)}".`,
  );
}

function checkAddress({ host, allowHosts, port, tls, httpsPort, inspect }: Settings): void {
  check(
    /^[A-Za-z0-9._:-]+$/.test(host),
    `"${host}" is not a host. Use an address or a name, without scheme and port.`,
  );
  // Clients detect V2 by these words in the hosts that the Domain API answers.
  check(
    !/fninvocations|functions/i.test(host),
    `The host "${host}" contains "functions" or "fninvocations", by which clients detect v2. Choose another host.`,
  );
  for (const name of allowHosts) {
    check(
      /^[A-Za-z0-9._-]+$/.test(name),
      `The allowed host "${name}" is not a host name. Use a name without scheme, port and wildcard.`,
    );
  }
  for (const [what, number] of [
    ['port', port],
    ['https port', httpsPort],
    ['port for the debugger', inspect?.port ?? 0],
  ] as const) {
    check(
      Number.isInteger(number) && number >= 0 && number <= 65_535,
      `The ${what} must be a whole number from 0 to 65535, not ${number}.`,
    );
  }
  check(tls === false || port === 0 || port !== httpsPort, 'The port and the https port must be different.');
}

/**
 * Checks the options and applies the defaults.
 *
 * @throws {SandboxError} `invalid-options`
 */
export function readOptions(options: SandboxOptions): Settings {
  const settings = withDefaults(options);
  checkAddress(settings);
  checkAccounts(settings.accounts);
  check(settings.clientId !== '', 'The client id must not be empty.');
  check(settings.clientSecret !== '', 'The client secret must not be empty.');
  checkUsers(settings);
  checkTimes(settings);
  checkInstances(settings);
  return settings;
}
