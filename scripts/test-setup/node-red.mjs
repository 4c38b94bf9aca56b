/** Before the tests of the Node-RED package, which load it as Node-RED does: from its bundled files. */
import { refreshNodeRed } from '../build-node-red.mjs';
import { buildPackages } from '../tsc-build.mjs';

export default async function setUp() {
  buildPackages();
  await refreshNodeRed();
}
