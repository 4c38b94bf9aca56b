function lambda(input, callback) {
    const { Toolbelt, ConversationContentTypes } = require('lp-faas-toolbelt');
    const conversationUtil = Toolbelt.ConversationUtil();
    const { conversationId } = input.payload;
    const keywords = ['cancel', 'lawyer'];

    conversationUtil.getConversationById(conversationId, [ConversationContentTypes.MESSAGE_RECORDS])
        .then(async conversation => {
            const hits = conversationUtil.scanConversationForKeywords(conversation, keywords);
            callback(null, hits.map(({ tag, sentBy }) => `${sentBy} ${tag}`));
        }, error => callback(error));
}
