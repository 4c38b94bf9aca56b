import { accessibilityTests } from './editor/accessibility.js';
import { accountTests } from './editor/accounts.js';
import { dialogTests } from './editor/dialogs.js';
import { firstStepsTests } from './editor/first-steps.js';
import { flowTests } from './editor/flows.js';
import { foreignPageTests } from './editor/foreign-page.js';
import { validationTests } from './editor/validation.js';
import { describeEditor } from './support/stage.js';

// One file, because test files cannot share anything: these tests share a browser, and one Node-RED for each version.
describeEditor((stage) => {
  flowTests(stage);
  validationTests(stage);
  accountTests(stage);
  dialogTests(stage);
  firstStepsTests(stage);
  accessibilityTests(stage);
  foreignPageTests(stage);
});
