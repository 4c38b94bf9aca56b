/** V2's toolbelt for ES modules, which may import it by name or as a whole. */
import * as toolbelt from './v2.js';

export * from './v2.js';
// biome-ignore lint/style/noDefaultExport: functions may import it as a whole
export default toolbelt;
