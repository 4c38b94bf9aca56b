import type { InvokeConfig } from './invoke/invoke-config.js';
import { INVOKE_TYPE, startInvoke } from './invoke/invoke-node.js';
import type { Red, RedNode, Register } from './node-red.js';

export const register: Register = (red: Red) => {
  function LivePersonInvoke(this: RedNode, config: InvokeConfig): void {
    red.nodes.createNode(this, config as never);
    startInvoke(red, this, config);
  }
  red.nodes.registerType(INVOKE_TYPE, LivePersonInvoke as never);
};
