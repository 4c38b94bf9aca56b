const { Toolbelt, LpServices } = require('lp-faas-toolbelt');
const _ = require('lodash');

async function lambda(input, callback) {
  const lpClient = Toolbelt.LpClient();
  const users = await lpClient(
    LpServices.ACCOUNT_CONFIG_READ_ONLY,
    `/api/account/${process.env.BRAND_ID}/configuration/le-users/users?v=4.0&select=$all`,
    { method: 'GET', json: true },
  );
  callback(null, _.countBy(users, 'isEnabled'));
}
