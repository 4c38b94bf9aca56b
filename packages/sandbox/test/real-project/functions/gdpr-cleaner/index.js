async function lambda(input, callback) {
  const { Toolbelt } = require('lp-faas-toolbelt');
  const conversation = await Toolbelt.ConversationUtil().getConversationById(input.payload.conversationId);
  const { value: login } = await Toolbelt.SecretClient().readSecret('file-login');
  const { username, password } = JSON.parse(login);
  const replaced = await Toolbelt.GDPRUtil().replaceConversationFiles(
    conversation,
    { username, password },
    (path) => /\.(png|jpe?g)$/.test(path),
    { body: Buffer.from('removed'), contentType: 'text/plain' },
  );
  callback(undefined, { replaced });
}
