import { connect, createServer } from 'node:net';

/**
 * A line to a port of this machine with a round trip of so many milliseconds: every piece takes half of it in either
 * direction, and a connection takes a whole one before the first byte, as TCP's handshake does.
 */
export async function startLine(port, roundTripMs) {
  const sockets = new Set();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    near.setNoDelay(true);
    const far = connect(port, '127.0.0.1').setNoDelay(true);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    delay(near, far, roundTripMs / 2);
    delay(far, near, roundTripMs / 2);
    setTimeout(() => near.resume(), roundTripMs);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function delay(from, to, ms) {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), ms));
  from.on('end', () => setTimeout(() => to.end(), ms));
}
