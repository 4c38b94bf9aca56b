import { afterAll, beforeAll, describe } from '@jest/globals';
import { adminApiTests } from './installed/admin-api.js';
import { deployTests } from './installed/deploys.js';
import { exampleTests } from './installed/examples.js';
import { viewTests } from './installed/views.js';
import { InstalledPackage } from './support/installed-package.js';
import { InstalledStage } from './support/installed-stage.js';
import { VERSIONS } from './support/node-red.js';

// One file, because test files cannot share anything: these tests share the packed package and one Node-RED per version.
describe('the packed package', () => {
  const stages = VERSIONS.map((version) => new InstalledStage(version));
  let installed: InstalledPackage;

  beforeAll(async () => {
    installed = await InstalledPackage.install();
    await Promise.all(stages.map((stage) => stage.begin(installed)));
  });
  afterAll(async () => {
    await Promise.all(stages.map((stage) => stage.end()));
    await installed?.[Symbol.asyncDispose]();
  });

  for (const stage of stages) {
    describe(`in Node-RED ${stage.version}`, () => {
      adminApiTests(stage);
      deployTests(stage);
      viewTests(stage);
      exampleTests(stage);
    });
  }
});
