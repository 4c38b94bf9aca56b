'use strict';
// Loaded into LivePerson's own programs with --require. Resolves LivePerson's names to the sandbox, and no other name.
const dns = require('node:dns');
const net = require('node:net');

const PORTS = { 80: Number(process.env.SANDBOX_HTTP_PORT), 443: Number(process.env.SANDBOX_HTTPS_PORT) };
const isLivePerson = (host) => typeof host === 'string' && host.endsWith('.liveperson.net');

dns.lookup = (name, options, callback = options) => {
  if (!isLivePerson(name)) {
    // The CLI also asks the npm registry for its newest version, and would retry an ENOTFOUND for seconds.
    callback(Object.assign(new Error(`No name server here: ${name}`), { code: 'EAI_FAIL' }));
  } else if (options !== callback && options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectToSandbox(...args) {
  const [first] = args;
  const options = Array.isArray(first) ? first[0] : first;
  if (isLivePerson(options?.host) && PORTS[options.port]) options.port = PORTS[options.port];
  return connect.apply(this, args);
};
