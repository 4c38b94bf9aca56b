import process from 'node:process';
import fastify from 'fastify';

/** What the sandbox's server would cost if it did nothing. Sends its port to its parent. */
const app = fastify();
app.post('/', async () => ({ greeting: 'Hello Ada' }));
await app.listen({ port: 0, host: '127.0.0.1' });
process.on('disconnect', () => process.exit());
process.send({ port: app.server.address().port });
