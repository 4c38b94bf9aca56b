import type { Stage } from '../support/stage.js';
import { accessibilityTests } from './accessibility.js';
import { accountTests } from './accounts.js';
import { dialogTests } from './dialogs.js';
import { firstStepsTests } from './first-steps.js';
import { flowTests } from './flows.js';
import { foreignPageTests } from './foreign-page.js';
import { validationTests } from './validation.js';

/** The tests of one version's editor. They are one test file, because test files cannot share a browser and a Node-RED. */
export function editorTests(stage: Stage): void {
  flowTests(stage);
  validationTests(stage);
  accountTests(stage);
  dialogTests(stage);
  firstStepsTests(stage);
  accessibilityTests(stage);
  foreignPageTests(stage);
}
