const { LpServices } = require('core-functions-toolbelt');

const lambda = async () => {
  const { Toolbelt } = await import('core-functions-toolbelt');
  const csds = Toolbelt.CsdsClient();
  const response = await Toolbelt.LpClient()(LpServices.ACCOUNT_CONFIG_READ_ONLY, '/api/skills', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'sales' }),
  });
  return { status: response.status, host: await csds.get(LpServices.ACCOUNT_CONFIG_READ_ONLY) };
};
