import type { DeployedFunction } from '../functions/registry.js';
import type { Sandbox } from '../sandbox.js';

/** A longer sample payload is replaced by `{}`, so that the command stays readable. */
const MAX_PAYLOAD_LENGTH = 200;

/** Puts a text in single quotes if it needs them. Shell and YAML escape a quote in it differently. */
function quoted(text: string, escapedQuote: string): string {
  return /^[A-Za-z][\w./=-]*$/.test(text) ? text : `'${text.replaceAll("'", escapedQuote)}'`;
}

const forShell = (text: string) => quoted(text, "'\\''");
const forYaml = (text: string) => quoted(text, "''");

/** The sample payload in the function's config.json. */
function payloadOf({ samplePayload }: DeployedFunction): string {
  const json = JSON.stringify(samplePayload ?? {});
  return json.length > MAX_PAYLOAD_LENGTH ? '{}' : json;
}

/** The sandbox's own secret is shown. A secret of the user's own becomes a reference to a variable. */
export interface ShownSandbox extends Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'> {
  readonly hasOwnSecret: boolean;
}

/** Shell commands that get a token and invoke a function with it. */
export function curlLines(sandbox: ShownSandbox, item: DeployedFunction): string[] {
  const { url, clientId, clientSecret } = sandbox;
  const { account, uuid, generation } = item;
  const secret = sandbox.hasOwnSecret ? '"client_secret=$LP_CLIENT_SECRET"' : `client_secret=${clientSecret}`;
  const query = generation === 'v1' ? '?v=1&externalSystem=curl' : '';
  const body = `{"timestamp":0,"headers":[],"payload":${payloadOf(item)}}`;
  return [
    `TOKEN=$(curl -s ${url}/sentinel/api/account/${account}/app/token \\`,
    `  -d grant_type=client_credentials -d ${forShell(`client_id=${clientId}`)} -d ${secret} |`,
    `  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `curl -i -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
    `  -d ${forShell(body)} \\`,
    `  '${url}/api/account/${account}/lambdas/${uuid}/invoke${query}'`,
  ];
}

/** The step of a GitHub workflow that invokes the function, for a job that starts the sandbox as well. */
export function workflowLines(sandbox: ShownSandbox, item: DeployedFunction): string[] {
  const secret = sandbox.hasOwnSecret ? `\${{ secrets.LP_CLIENT_SECRET }}` : sandbox.clientSecret;
  return [
    '- uses: org/lp-faas-invoke@v1',
    '  with:',
    `    domain-api: ${sandbox.url}`,
    `    account-id: ${forYaml(item.account)}`,
    `    client-id: ${forYaml(sandbox.clientId)}`,
    `    client-secret: ${secret}`,
    `    lambda-uuid: ${item.uuid}`,
    `    payload: ${forYaml(payloadOf(item))}`,
  ];
}
