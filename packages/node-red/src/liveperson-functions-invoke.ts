import { Handover } from './handover.js';
import { INVOKE_TYPE, type InvokeConfig } from './invoke/invoke-config.js';
import { graceMs, startInvoke } from './invoke/invoke-node.js';
import type { InvokeWorker } from './invoke/invoke-worker.js';
import type { Red, RedNode, Register } from './node-red.js';

export const register: Register = (red: Red) => {
  // A deploy that restarts a node takes its unfinished messages over; those of a node that is gone end.
  const handover = new Handover<readonly InvokeWorker[]>(red, (workers, aftermath) => {
    for (const worker of workers) worker.abandon(aftermath, graceMs(red));
  });
  function LivePersonInvoke(this: RedNode, config: InvokeConfig): void {
    red.nodes.createNode(this, config as never);
    startInvoke(red, this, config, handover);
  }
  red.nodes.registerType(INVOKE_TYPE, LivePersonInvoke as never);
};
