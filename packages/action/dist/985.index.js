exports.id = 985;
exports.ids = [985];
exports.modules = {

/***/ 6985:
/***/ ((module) => {

module.exports = eval("require")("@node-rs/xxhash");


/***/ })

};
;