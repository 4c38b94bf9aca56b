async function lambda(input, callback) {
    const { Toolbelt, SDETypes } = require('lp-faas-toolbelt');
    const sdeUtil = Toolbelt.SDEUtil();
    const sdes = [{ type: SDETypes.CUSTOMER_INFO, info: { ctype: 'vip' } }, { type: SDETypes.PERSONAL_INFO, personal: { firstname: 'Ada' } }];
    try {
        await sdeUtil.addSDEs(sdes, input.payload.visitorId, input.payload.sessionId);
        callback(null, sdes.map(sde => sde.type));
    } catch (error) {
        callback(error);
    }
}
