const { Toolbelt } = require('lp-faas-toolbelt');
const secretClient = Toolbelt.SecretClient();
const httpClient = Toolbelt.HTTPClient();

function lambda(input, callback) {
  let old;
  secretClient
    .readSecret('crm-token')
    .then((secret) => {
      old = secret;
      return httpClient('https://login.example/oauth/token', {
        method: 'POST',
        form: { grant_type: 'refresh_token', refresh_token: secret.value },
      });
    })
    .then((body) => {
      old.value = JSON.parse(body).access_token;
      return secretClient.updateSecret(old);
    })
    .then(() => secretClient.readSecret('crm-token'))
    .then(({ value }) => callback(null, { renewed: value }))
    .catch((err) => {
      console.error(err.message);
      callback(err);
    });
}
