import { accessibilityTests } from './editor/accessibility.js';
import { dialogTests } from './editor/dialogs.js';
import { flowTests } from './editor/flows.js';
import { validationTests } from './editor/validation.js';
import { describeEditor } from './support/stage.js';

// One file, because test files cannot share anything: these tests share a browser, and one Node-RED for each version.
describeEditor((stage) => {
  flowTests(stage);
  validationTests(stage);
  dialogTests(stage);
  accessibilityTests(stage);
});
