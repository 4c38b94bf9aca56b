import type { Node, NodeAPI, NodeInitializer, NodeMessageInFlow } from '@node-red/registry';

export type { NodeStatus } from '@node-red/registry';

/** What Node-RED hands to a node's file. */
export type Red = NodeAPI;
export type Message = NodeMessageInFlow;
export type RedNode<Credentials extends object = object> = Node<Credentials>;
/** One message per output; `null` for none. */
export type Send = (messages: Message | (Message | null)[]) => void;
export type Done = (error?: Error) => void;
export type Register = (red: Red) => ReturnType<NodeInitializer>;

/** A text in the runtime's language. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function translator(red: Red, type: string): Translate {
  return (key, values = {}) => red._(`${type}.${key}`, { ...values });
}
