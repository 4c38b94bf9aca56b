import { Toolbelt, ErrorCodes, ToolBeltError } from 'core-functions-toolbelt';

const secretClient = Toolbelt.SecretClient();

async function lambda(input) {
  const { value } = await secretClient.readSecret('weather');
  const url = new URL('https://weather.example/v2');
  url.searchParams.set('city', input.payload.city);
  const response = await fetch(url, { headers: { authorization: `Bearer ${value.key}` }, signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`weather ${response.status}`);
  const missing = await secretClient.readSecret('nothing').catch((error) => error);
  return {
    ...(await response.json()),
    region: process.env.REGION,
    missing: missing instanceof ToolBeltError && missing.code === ErrorCodes.Secret.NotFound,
  };
}
