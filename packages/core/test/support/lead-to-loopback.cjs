/**
 * Redirects every connection of this process to 127.0.0.1 and the port in LEAD_TO_PORT, without TLS, so that the
 * server that counts requests does not need a certificate.
 */
const net = require('node:net');
const tls = require('node:tls');

const port = Number(process.env.LEAD_TO_PORT);
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function leadToLoopback(...args) {
  // Node passes options and callback as an array or as two arguments.
  const [options, callback] = Array.isArray(args[0]) ? args[0] : args;
  return connect.call(this, { ...options, host: '127.0.0.1', port, lookup: undefined }, callback);
};
tls.connect = (options) => net.connect({ host: '127.0.0.1', port: options.port });
