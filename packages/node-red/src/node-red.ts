import type { Node, NodeAPI, NodeInitializer, NodeMessageInFlow } from '@node-red/registry';

export type { NodeStatus } from '@node-red/registry';

/** The API that Node-RED passes to the file of a node. */
export type Red = NodeAPI;
export type Message = NodeMessageInFlow;
export type RedNode<Credentials extends object = object> = Node<Credentials>;
/** Sends one message for each output; `null` sends nothing to an output. */
export type Send = (messages: Message | (Message | null)[]) => void;
export type Done = (error?: Error) => void;
export type Register = (red: Red) => ReturnType<NodeInitializer>;

/** Returns a text in the language of the Node-RED server. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function translator(red: Red, type: string): Translate {
  return (key, values = {}) => red._(`${type}.${key}`, { ...values });
}
