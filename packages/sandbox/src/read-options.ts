import { type Account, isGeneration } from './accounts.js';
import { SandboxError } from './errors.js';
import { type SandboxOptions, type Settings, withDefaults } from './options.js';

/** The longest delay that a Node timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new SandboxError('invalid-options', message);
}

function checkAccounts(accounts: readonly Account[]): void {
  check(accounts.length > 0, 'The sandbox needs at least one account.');
  for (const { id, generation } of accounts) {
    check(/^[A-Za-z0-9]{1,40}$/.test(id), `"${id}" is no account id: use letters and digits only.`);
    check(isGeneration(generation), `Account ${id} must be on v1 or v2, not "${String(generation)}".`);
    const same = accounts.filter((other) => other.id === id);
    check(same.length === 1, `Account ${id} is given ${same.length} times: give it once.`);
  }
}

function checkUsers({ users, hostNames }: Settings): void {
  for (const { name, password } of users) {
    check(name !== '' && password !== '', 'A user needs a name and a password.');
    check(users.filter((user) => user.name === name).length === 1, `User "${name}" is given more than once.`);
  }
  check(
    hostNames === 'loopback' || hostNames === 'liveperson',
    `The host names must be loopback or liveperson, not "${String(hostNames)}".`,
  );
}

function checkTimes({ tokenTtlMs, executionLimitMs, coldStartMs, keepWarmMs, latencyMs }: Settings): void {
  check(tokenTtlMs >= 1000 && tokenTtlMs < Number.POSITIVE_INFINITY, 'A token must live at least 1 second.');
  check(
    executionLimitMs > 0 && executionLimitMs <= LONGEST_TIMER_MS,
    `The execution limit must be more than 0 and at most ${LONGEST_TIMER_MS} milliseconds.`,
  );
  for (const [what, ms] of [
    ['cold start', coldStartMs],
    ['latency', latencyMs],
    ['time that an instance stays warm', keepWarmMs],
  ] as const) {
    check(
      ms >= 0 && ms <= LONGEST_TIMER_MS,
      `The ${what} must be at least 0 and at most ${LONGEST_TIMER_MS} milliseconds.`,
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

function checkAddress({ host, port, tls, httpsPort }: Settings): void {
  check(/^[A-Za-z0-9._:-]+$/.test(host), `"${host}" is no host: use an address or a name, without a port.`);
  // Clients tell the generations apart by these words in the host that the Domain API answers.
  check(
    !/fninvocations|functions/i.test(host),
    `A host with "functions" or "fninvocations" in it marks a v2 account: choose another than "${host}".`,
  );
  for (const [what, number] of [
    ['port', port],
    ['https port', httpsPort],
  ] as const) {
    check(
      Number.isInteger(number) && number >= 0 && number <= 65_535,
      `The ${what} must be a whole number from 0 to 65535, not ${number}.`,
    );
  }
  check(tls === false || port === 0 || port !== httpsPort, 'The port and the https port must be different.');
}

/**
 * The options, checked once, with every default in place.
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
