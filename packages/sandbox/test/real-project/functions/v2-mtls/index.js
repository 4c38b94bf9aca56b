import { Toolbelt } from 'core-functions-toolbelt';
const client = Toolbelt.LPMtlsClient();
async function lambda() {
  const { statusCode, body } = await client.get('https://bank.example/status', {}, undefined, { json: true });
  return [statusCode, body];
}
