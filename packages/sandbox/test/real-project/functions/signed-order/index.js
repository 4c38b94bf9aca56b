async function lambda(input, callback) {
  const { Toolbelt } = require('lp-faas-toolbelt');
  const OAuth = require('oauth-1.0a');
  const crypto = require('crypto');
  const jwt = require('jsonwebtoken');
  const { DateTime } = require('luxon');

  const oauth = OAuth({
    consumer: { key: 'k', secret: 's' },
    signature_method: 'HMAC-SHA1',
    hash_function: (text, key) => crypto.createHmac('sha1', key).update(text).digest('base64'),
  });
  const request = { url: 'https://shop.example/orders', method: 'POST' };
  const body = { order: input.payload.order, until: DateTime.fromISO('2026-03-01', { zone: 'utc' }).plus({ days: 1 }).toISODate() };
  const { Authorization } = oauth.toHeader(oauth.authorize(request, { key: 't', secret: 'u' }));
  const answer = await Toolbelt.HTTPClient()({ ...request, body, json: true, headers: { Authorization } });
  const { sub } = jwt.verify(answer.ticket, 'shop-secret');
  callback(null, { sub, signed: Authorization.startsWith('OAuth oauth_consumer_key="k"'), until: body.until });
}
