/**
 * Leads every connection of this process to 127.0.0.1 and the port in LEAD_TO_PORT, whatever its name and port: the
 * client that is measured stays unmodified. Without LEAD_WITH_TLS also https goes without TLS, as the others do.
 */
const net = require('node:net');
const tls = require('node:tls');

const port = Number(process.env.LEAD_TO_PORT);
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function leadToLoopback(...args) {
  // Node hands over a list of options and callback, or the two by themselves.
  const [options, callback] = Array.isArray(args[0]) ? args[0] : args;
  return connect.call(this, { ...options, host: '127.0.0.1', port, lookup: undefined }, callback);
};
if (!process.env.LEAD_WITH_TLS)
  tls.connect = (options) => net.connect({ host: '127.0.0.1', port: options.port });
