/**
 * LivePerson's three services in a process of their own, as fast as Node makes them, so that what is measured is
 * the client. Started by `startPlatform`; answers the message `counts` with what has arrived.
 *
 *   node platform.mjs '{"perSecond":200,"atOnce":20,"worksMs":20,"tokenSeconds":3600,"key":"…","cert":"…"}'
 */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createDoor } from 'node:net';
import process from 'node:process';

const {
  perSecond: firstRate = Infinity,
  laterRates = [],
  atOnce = Infinity,
  worksMs = 0,
  tokenMs = 0,
  tokenSeconds = 3600,
  key,
  cert,
} = JSON.parse(process.argv[2] ?? '{}');

const TLS_HANDSHAKE = 22;

/** 200 bytes, as a small result is. */
const RESULT = JSON.stringify({ greeting: 'x'.repeat(185) });

const counts = { domain: 0, token: 0, invocation: 0, refused: 0, connections: 0, twice: 0 };
const ran = new Set();
let running = 0;
let [perSecond, allowance, since] = [firstRate, firstRate, performance.now()];
let firstAt;

/** So many a second, and as many saved up. */
function isAllowed() {
  if (firstRate === Infinity) return true;
  const now = performance.now();
  firstAt ??= now;
  perSecond = laterRates.findLast(({ fromMs }) => now - firstAt >= fromMs)?.perSecond ?? firstRate;
  allowance = Math.min(perSecond, allowance + ((now - since) * perSecond) / 1000);
  since = now;
  if (running >= atOnce || allowance < 1) return false;
  allowance -= 1;
  return true;
}

function send(response, status, body) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}

function newToken() {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    aud: '12345678',
    scope: 'faas.lambda.invoke',
    iat,
    exp: iat + tokenSeconds,
    n: counts.token,
  };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

function domain(request, response) {
  counts.domain += 1;
  const one = /service\/(\w+)\/baseURI/.exec(request.url)?.[1];
  const entry = (service, baseURI) => ({ service, account: '12345678', baseURI });
  // Each service under a name of its own, as LivePerson's are: no connection serves two of them.
  const port = request.headers.host.split(':').at(-1);
  const own = `${one?.toLowerCase()}.localhost:${port}`;
  // LivePerson's client puts no port behind a host, and is led here whatever the name.
  const all = ['faasGW', 'sentinel', 'faasUI'].map((name) => entry(name, `${name}.standin.test`));
  send(response, 200, JSON.stringify(one ? entry(one, own) : { baseURIs: all }));
}

function invocation(request, response) {
  if (!isAllowed()) {
    counts.refused += 1;
    return send(response, 429, '{}');
  }
  counts.invocation += 1;
  const id = request.headers['x-request-id'];
  if (firstRate !== Infinity && ran.has(id)) counts.twice += 1;
  if (firstRate !== Infinity) ran.add(id);
  running += 1;
  const done = () => {
    running -= 1;
    send(response, 200, RESULT);
  };
  return worksMs > 0 ? setTimeout(done, worksMs) : done();
}

function serve(request, response) {
  request.resume();
  request.on('end', () => {
    if (request.url.includes('/service/')) return domain(request, response);
    if (!request.url.startsWith('/sentinel/')) return invocation(request, response);
    counts.token += 1;
    const body = { access_token: newToken(), token_type: 'Bearer', expires_in: String(tokenSeconds) };
    return setTimeout(() => send(response, 200, JSON.stringify(body)), tokenMs);
  });
}

const plain = createServer(serve);
const secure = key ? createTlsServer({ key, cert }, serve) : undefined;
for (const one of [plain, secure]) if (one) one.keepAliveTimeout = 60_000;
/** Both on one port, told apart by the first byte: LivePerson's client asks for hosts without TLS. */
const door = createDoor((socket) => {
  socket.setNoDelay(true);
  counts.connections += 1;
  if (secure === undefined) return plain.emit('connection', socket);
  return socket.once('readable', () => {
    const first = socket.read(1);
    if (first === null) return socket.destroy();
    socket.unshift(first);
    return (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
  });
});
door.listen(0, '127.0.0.1', () => process.send({ port: door.address().port }));
process.on('message', () => process.send({ counts: { ...counts, ran: ran.size } }));
process.on('disconnect', () => process.exit());
