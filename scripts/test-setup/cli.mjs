/** Before the tests of the command line, which start its one bundled file. */
import { refreshCli } from '../build-cli.mjs';
import { buildPackages } from '../tsc-build.mjs';

export default async function setUp() {
  buildPackages();
  await refreshCli();
}
