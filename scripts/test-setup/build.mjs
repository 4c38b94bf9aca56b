/** Before the tests of a package: tests read the other packages as they are built. */
import { buildPackages } from '../tsc-build.mjs';

export default buildPackages;
