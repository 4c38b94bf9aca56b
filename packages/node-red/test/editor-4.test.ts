import { editorTests } from './editor/editor-tests.js';
import { describeEditor } from './support/stage.js';

describeEditor(4, editorTests);
