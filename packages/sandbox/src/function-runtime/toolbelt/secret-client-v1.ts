import { requestSecret } from '../channel.js';
import { SecretError, V1_ERROR_CODES } from './errors.js';

const MAX_VALUE_LENGTH = 10_000;

export interface Secret {
  readonly key: string;
  readonly value: unknown;
}

/** V1's client, without a cache. Messages and codes are those of the platform. */
export class SecretClientV1 {
  async readSecret(key: string): Promise<Secret> {
    const answer = await requestSecret({ operation: 'read', key });
    if (answer.kind === 'found') return { key, value: answer.value };
    if (answer.kind === 'missing') {
      throw new SecretError(V1_ERROR_CODES.Secret.NotFound, `There is no Secret ${key} for this account`);
    }
    const code = answer.kind === 'invalid' ? V1_ERROR_CODES.Secret.Invalid : V1_ERROR_CODES.Secret.Failure;
    throw new SecretError(code, `Reading Secret ${key} failed: ${answer.reason}`);
  }

  async updateSecret(secret: Secret): Promise<Secret> {
    const { key, value } = secret;
    if (typeof value === 'string' && value.length > MAX_VALUE_LENGTH) {
      const text = `Provided Secret Value exceeds allowed length of ${MAX_VALUE_LENGTH}`;
      throw new SecretError(V1_ERROR_CODES.Secret.Invalid, text);
    }
    const answer = await requestSecret({ operation: 'update', key, value });
    if (answer.kind === 'found') return secret;
    throw new SecretError(V1_ERROR_CODES.Secret.Failure, `Updating Secret ${key} failed`);
  }
}
