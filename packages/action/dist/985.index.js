export const id = 985;
export const ids = [985];
export const modules = {

/***/ 36985:
/***/ ((module) => {

module.exports = eval("require")("@node-rs/xxhash");


/***/ })

};
