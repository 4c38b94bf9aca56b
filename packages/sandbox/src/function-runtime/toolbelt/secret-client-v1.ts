import { askForSecret } from '../channel.js';
import { ERROR_CODES, SecretError } from './errors.js';

const LONGEST_VALUE = 10_000;

export interface Secret {
  readonly key: string;
  readonly value: unknown;
}

/** V1's client: nothing is cached. Texts and codes are those of the platform. */
export class SecretClientV1 {
  async readSecret(key: string): Promise<Secret> {
    const answer = await askForSecret({ operation: 'read', key });
    if (answer.kind === 'found') return { key, value: answer.value };
    if (answer.kind === 'missing') {
      throw new SecretError(ERROR_CODES.Secret.NotFound, `There is no Secret ${key} for this account`);
    }
    const code = answer.kind === 'invalid' ? ERROR_CODES.Secret.Invalid : ERROR_CODES.Secret.Failure;
    throw new SecretError(code, `Reading Secret ${key} failed: ${answer.reason}`);
  }

  async updateSecret(secret: Secret): Promise<Secret> {
    const { key, value } = secret;
    if (typeof value === 'string' && value.length > LONGEST_VALUE) {
      const text = `Provided Secret Value exceeds allowed length of ${LONGEST_VALUE}`;
      throw new SecretError(ERROR_CODES.Secret.Invalid, text);
    }
    const answer = await askForSecret({ operation: 'update', key, value });
    if (answer.kind === 'found') return secret;
    throw new SecretError(ERROR_CODES.Secret.Failure, `Updating Secret ${key} failed`);
  }
}
