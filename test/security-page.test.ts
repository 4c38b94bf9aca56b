import { describe, expect, test } from '@jest/globals';
import { read } from './support/repository.js';

const page = read('docs/security-model.md');
const policy = read('SECURITY.md');

/** The value of a constant in a source file. */
function constant(path: string, name: string): string {
  const [, value] = new RegExp(`const ${name} = (.+?)(?: as const)?;`).exec(read(path)) ?? [];
  if (value === undefined) throw new Error(`${path} has no ${name}`);
  return value;
}

describe('docs/security-model.md', () => {
  test('lists the domains that the library trusts', () => {
    const domains = constant('packages/core/src/platform.ts', 'LIVEPERSON_DOMAINS').match(/[\w.]+\.\w+/g);
    expect(domains).toHaveLength(4);
    for (const domain of domains ?? []) expect(page).toContain(`\`${domain}\``);
  });

  test('names the limits that the code has', () => {
    const redaction = 'packages/core/src/redaction.ts';
    expect(constant(redaction, 'MIN_VALUE_LENGTH')).toBe('6');
    for (const text of [page, policy]) expect(text).toMatch(/six characters\s+and more/);
    expect(constant('packages/job/src/secrets.ts', 'MIN_LENGTH')).toBe('8');
    expect(page).toMatch(/secret of eight characters and more/);
    expect(constant('packages/core/src/invocation/attempt.ts', 'MAX_RESPONSE_BYTES')).toBe(
      '16 * 1024 * 1024',
    );
    expect(page).toContain('16 MiB');
    for (const path of ['domains/domain-request', 'tokens/token-request'])
      expect(constant(`packages/core/src/${path}.ts`, 'MAX_RESPONSE_BYTES')).toBe('65_536');
    expect(page).toContain('64 KiB');
  });

  test('is linked from the policy, and links back', () => {
    expect(policy).toContain('](docs/security-model.md)');
    expect(page).toContain('](../SECURITY.md)');
  });
});
