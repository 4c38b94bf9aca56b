import { accessibilityTests } from './editor/accessibility.js';
import { dialogTests } from './editor/dialogs.js';
import { flowTests } from './editor/flows.js';
import { validationTests } from './editor/validation.js';
import { describeEditor } from './support/stage.js';

// One file, because Jest starts each file anew: these tests share a browser, and a Node-RED of each version.
describeEditor((stage) => {
  flowTests(stage);
  validationTests(stage);
  dialogTests(stage);
  accessibilityTests(stage);
});
