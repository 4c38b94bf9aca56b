import toolbelt from 'core-functions-toolbelt';
const { Toolbelt, ConversationContentTypes, SDETypes } = toolbelt;

const conversationUtil = Toolbelt.ConversationUtil();
const sdeUtil = Toolbelt.SDEUtil();

export async function lambda({ payload }) {
  const conversation = await conversationUtil.getConversationById(payload.conversationId, [ConversationContentTypes.SDES]);
  const { sdes } = sdeUtil.getSDEsFromConv(conversation);
  const types = sdes.events.map(({ sdeType }) => sdeType);
  await sdeUtil.addSDEs([{ type: SDETypes.ORDER_ID }], 'v-1', 's-1');
  return types;
}
