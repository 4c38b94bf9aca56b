import type { DeployedFunction } from '../functions/registry.js';
import { DEFAULTS } from '../options.js';
import type { Sandbox } from '../sandbox.js';

/** A longer sample would bury what it is a sample for. */
const LONGEST_PAYLOAD = 200;

/** A text in single quotes where it needs them; shell and YAML escape the quote itself differently. */
function quoted(text: string, quote: string): string {
  return /^[A-Za-z][\w./=-]*$/.test(text) ? text : `'${text.replaceAll("'", quote)}'`;
}

const forShell = (text: string) => quoted(text, "'\\''");
const forYaml = (text: string) => quoted(text, "''");

/** The payload of the function's own config.json. */
function payloadOf({ samplePayload }: DeployedFunction): string {
  const json = JSON.stringify(samplePayload ?? {});
  return json.length > LONGEST_PAYLOAD ? '{}' : json;
}

/** Only the default secret is shown, which is none; of one's own, where it may come from. */
const isOwnSecret = ({ clientSecret }: Sandbox) => clientSecret !== DEFAULTS.clientSecret;

/** Commands that get a token and invoke a function with it, as lines to paste into a shell. */
export function curlLines(sandbox: Sandbox, item: DeployedFunction): string[] {
  const { url, clientId, clientSecret } = sandbox;
  const { account, uuid, generation } = item;
  const secret = isOwnSecret(sandbox) ? '"client_secret=$LP_CLIENT_SECRET"' : `client_secret=${clientSecret}`;
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

/** The same as a step of a GitHub workflow, in which the sandbox runs too. */
export function workflowLines(sandbox: Sandbox, item: DeployedFunction): string[] {
  const secret = isOwnSecret(sandbox) ? `\${{ secrets.LP_CLIENT_SECRET }}` : sandbox.clientSecret;
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
