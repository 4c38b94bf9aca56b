function lambda(input, callback) {
  const { Toolbelt } = require('lp-faas-toolbelt');
  const pem = '-----BEGIN TEST-----\nMIIB\n-----END TEST-----\n';
  let client;
  try {
    client = Toolbelt.MTLSClient({ cert: pem, key: pem });
  } catch (err) {
    return callback(err);
  }
  client.get('https://bank.example/status', { Accept: 'application/json' }, undefined, { json: true })
    .then(({ statusCode, body }) => callback(null, `${statusCode} ${body.status}`))
    .catch(callback);
}
