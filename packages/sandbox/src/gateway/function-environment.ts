import { readFileSync } from 'node:fs';
import type { RunnableFunction } from '../functions/registry.js';
import type { HttpsAccess } from '../server/function-https.js';

const CSDS_DOMAIN = 'X_LIVEPERSON_CSDS_DOMAIN';

/** The sandbox, as functions reach it. */
export interface FunctionAccess {
  /** Host and port for http. */
  readonly http: () => string;
  readonly https: () => Promise<HttpsAccess>;
  /** Whether functions run with a toolbelt of LivePerson's. */
  readonly hasOtherToolbelt: boolean;
}

/**
 * The variable with the host of the Domain API. LivePerson's toolbelt puts https:// before it, and so do functions that
 * use it themselves. Others, which are most, need not wait for a certificate.
 */
async function domainApiVariables(
  { file }: RunnableFunction,
  access: FunctionAccess,
): Promise<Record<string, string>> {
  const isUsed = access.hasOtherToolbelt || mentions(file, CSDS_DOMAIN);
  if (!isUsed) return { [CSDS_DOMAIN]: access.http() };
  const { host, caFile } = await access.https();
  return { [CSDS_DOMAIN]: host, NODE_EXTRA_CA_CERTS: caFile };
}

/** Synchronous: a small file takes a tenth of what it takes through the thread pool, before each invocation. */
function mentions(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}

/** The function's environment: the variables of its config.json, and those that the platform sets. */
export async function environmentOf(
  item: RunnableFunction,
  access: FunctionAccess,
): Promise<Record<string, string>> {
  if (item.generation === 'v1') return { ...item.environment, BRAND_ID: item.account };
  return {
    ...item.environment,
    ...(await domainApiVariables(item, access)),
    X_LIVEPERSON_BRAND_ID: item.account,
    X_LIVEPERSON_FUNCTION_UUID: item.uuid,
    // On the platform, the project in which the secrets are stored.
    X_LIVEPERSON_PROJECT_ID: 'sandbox',
  };
}
